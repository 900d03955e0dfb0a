import java.io.File;
import java.io.PrintStream;
import java.util.List;

import org.omegat.core.Core;
import org.omegat.core.data.NotLoadedProject;
import org.omegat.core.data.ProjectProperties;
import org.omegat.gui.glossary.GlossaryEntry;
import org.omegat.gui.glossary.GlossaryReaderCSV;
import org.omegat.gui.glossary.GlossaryReaderTBX;
import org.omegat.gui.glossary.GlossaryReaderTSV;
import org.omegat.util.Language;

/**
 * Loads glossary files as OmegaT does, and prints what arrived.
 *
 * Usage: LoadGlossary SOURCE_LANGUAGE TARGET_LANGUAGE FILE...
 *
 * For each file a line "file", its name, the number of entries, and for each entry a line "entry", source, target, comment; for a
 * file that OmegaT refuses a line "error", its name, the reason. Fields are
 * separated by tabs; each UTF-16 unit outside printable ASCII, and the backslash, is written as a backslash, "u" and four hexadecimal digits.
 */
public final class LoadGlossary {
    private LoadGlossary() {
    }

    /** A project that is open and has two languages: all that the TBX reader asks for. */
    private static final class TwoLanguages extends NotLoadedProject {
        private final ProjectProperties properties;

        TwoLanguages(final Language source, final Language target) throws Exception {
            properties = new ProjectProperties(new File("none")) {
                @Override
                public Language getSourceLanguage() {
                    return source;
                }

                @Override
                public Language getTargetLanguage() {
                    return target;
                }
            };
        }

        @Override
        public ProjectProperties getProjectProperties() {
            return properties;
        }
    }

    /** The suffixes are those of OmegaT's GlossaryManager. */
    private static List<GlossaryEntry> load(File file) throws Exception {
        String name = file.getName().toLowerCase();
        if (name.endsWith(".tbx")) {
            return GlossaryReaderTBX.read(file, false);
        }
        if (name.endsWith(".csv")) {
            return GlossaryReaderCSV.read(file, false);
        }
        if (name.endsWith(".txt") || name.endsWith(".tab") || name.endsWith(".utf8")) {
            return GlossaryReaderTSV.read(file, false);
        }
        throw new IllegalArgumentException("OmegaT does not load " + name);
    }

    private static String ascii(String text) {
        StringBuilder out = new StringBuilder();
        for (char unit : text.toCharArray()) {
            if (unit < ' ' || unit > '~' || unit == '\\') {
                out.append(String.format("\\u%04x", (int) unit));
            } else {
                out.append(unit);
            }
        }
        return out.toString();
    }

    public static void main(String[] arguments) throws Exception {
        Core.setProject(new TwoLanguages(new Language(arguments[0]), new Language(arguments[1])));
        PrintStream out = new PrintStream(System.out, true, "US-ASCII");
        for (int i = 2; i < arguments.length; i++) {
            List<GlossaryEntry> entries;
            try {
                entries = load(new File(arguments[i]));
            } catch (Exception exception) {
                out.println("error\t" + ascii(arguments[i]) + "\t" + ascii(exception.toString()));
                continue;
            }
            out.println("file\t" + ascii(arguments[i]) + "\t" + entries.size());
            for (GlossaryEntry entry : entries) {
                out.println("entry\t" + ascii(entry.getSrcText()) + "\t" + ascii(entry.getLocText()) + "\t"
                        + ascii(entry.getCommentText()));
            }
        }
        System.exit(0);
    }
}
