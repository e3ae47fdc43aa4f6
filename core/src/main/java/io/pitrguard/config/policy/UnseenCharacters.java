package io.pitrguard.config.policy;

import io.pitrguard.domain.text.Printable;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Explains errors whose cause cannot be seen, such as a no-break space where a space is meant. */
final class UnseenCharacters {
    /** In these any character may appear. */
    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"|'[^']*'|(?:^|\\s)#.*");

    private UnseenCharacters() {}

    /** Returns the errors; one on a line with such a character names that instead of its own remedy. */
    static List<PolicyError> explain(List<PolicyError> errors, String yaml) {
        List<String> lines = yaml.lines().toList();
        return errors.stream()
                .map(error -> error.line() > 0 && error.line() <= lines.size()
                        ? explain(error, lines.get(error.line() - 1))
                        : error)
                .toList();
    }

    private static PolicyError explain(PolicyError error, String line) {
        String plain = QUOTED.matcher(line)
                .replaceAll(found -> " ".repeat(found.group().length()));
        OptionalInt at = plain.chars()
                .filter(c -> !Character.isISOControl(c) && Printable.isUnseen(c))
                .findFirst();
        if (at.isEmpty()) {
            return error;
        }
        int column = plain.indexOf(at.getAsInt()) + 1;
        String what = Character.getType(at.getAsInt()) == Character.SPACE_SEPARATOR
                ? "U+%04X stands where a space is meant, in column %d: type the space again."
                : "U+%04X, which cannot be seen, stands in column %d: remove it.";
        return new PolicyError(
                error.file(),
                error.line(),
                error.column(),
                error.path(),
                error.message(),
                what.formatted(at.getAsInt(), column));
    }
}
