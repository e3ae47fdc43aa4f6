package io.pitrguard.domain.restore;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Why a restored table is kept unchanged for an audit, for whom, and how long. All three become tags of the table.
 *
 * @param owner who answers for it
 * @param purpose what it is kept for
 * @param until the last day on which it is needed, in UTC
 */
public record AuditTerms(String owner, String purpose, LocalDate until) {
    /** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Tagging.html */
    private static final Pattern TAG_VALUE = Pattern.compile("[\\p{L}\\p{N} +=._:/@-]{1,200}");

    public AuditTerms {
        problem(owner).ifPresent(why -> refuse("the owner", why));
        problem(purpose).ifPresent(why -> refuse("the purpose", why));
    }

    private static void refuse(String what, String why) {
        throw new IllegalArgumentException(what + " " + why);
    }

    /** Returns why a text cannot be an owner or a purpose, as the end of a sentence; empty if it can. */
    public static Optional<String> problem(String text) {
        return !text.isBlank() && TAG_VALUE.matcher(text).matches()
                ? Optional.empty()
                : Optional.of("must have 1 to 200 letters, digits, spaces and + - = . _ : / @, as the value of a tag");
    }

    /** Whether the last day is over. */
    public boolean isOver(Instant now) {
        return now.atZone(ZoneOffset.UTC).toLocalDate().isAfter(until);
    }
}
