package io.pitrguard.domain.text;

import java.util.regex.Pattern;

/** Words of commands that people copy into a POSIX shell: nothing in a name from outside means anything to it. */
public final class ShellWord {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@%+=,-]+");

    private ShellWord() {}

    /** Returns a word for a shell, in quotes where it needs them. */
    public static String quoted(String word) {
        String line = Printable.line(word);
        return PLAIN.matcher(line).matches() ? line : "'" + line.replace("'", "'\\''") + "'";
    }

    /** Returns an option and its value; a value that begins with a dash would be taken for an option. */
    public static String option(String name, String value) {
        return name + (value.startsWith("-") ? "=" : " ") + quoted(value);
    }
}
