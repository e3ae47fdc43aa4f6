package io.pitrguard.report;

import io.pitrguard.domain.finding.Severity;
import java.text.Normalizer;
import java.util.Map;
import java.util.Optional;

/**
 * The subject of a message: how bad, what and where, in as many ASCII characters as SNS takes. Names are shortened before
 * what and where are.
 */
final class Subject {
    /** The most characters of a subject. */
    static final int LENGTH = 99;

    private static final String START = "[pitr-guard] ";

    /** So much of a table's name stands in a subject at least, whatever else it says. */
    private static final int MIN_NAME = 10;

    private static final int MOST_WHERE = 45;

    /** Letters that are no other letter with a mark. */
    private static final Map<String, String> LETTERS = Map.of(
            "ß", "ss", "æ", "ae", "Æ", "AE", "ø", "o", "Ø", "O", "œ", "oe", "ł", "l", "Ł", "L", "đ", "d", "ı", "i");

    private Subject() {}

    /** Returns a subject about several tables, or none. */
    static String of(Severity severity, String what, String where) {
        return of(severity, Optional.empty(), what, where);
    }

    /**
     * Returns a subject.
     *
     * @param table the name of the one table that it is about
     */
    static String of(Severity severity, Optional<String> table, String what, String where) {
        String end = " (" + cut(ascii(where), MOST_WHERE) + ")";
        int room = LENGTH - START.length() - severity.name().length() - 2 - end.length();
        String name = table.map(Subject::ascii).orElse("");
        int forWhat = name.isEmpty() ? room : room - 2 - Math.min(name.length(), MIN_NAME);
        String shortWhat = cut(ascii(what), forWhat);
        String named = name.isEmpty() ? shortWhat : cut(name, room - 2 - shortWhat.length()) + ": " + shortWhat;
        return START + severity + ": " + named + end;
    }

    /** Whether a name can be written in ASCII, so that a reader knows it again. */
    static boolean isSpellable(String name) {
        return latin(name).chars().allMatch(c -> c >= ' ' && c <= '~');
    }

    /** Returns a text in ASCII: letters without their marks, a question mark for each other run of characters. */
    static String ascii(String text) {
        return latin(text).replaceAll("[^ -~]+", "?");
    }

    private static String latin(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKD).replaceAll("\\p{M}+", "");
        for (Map.Entry<String, String> letter : LETTERS.entrySet()) {
            plain = plain.replace(letter.getKey(), letter.getValue());
        }
        return plain;
    }

    private static String cut(String ascii, int most) {
        return ascii.length() <= most ? ascii : ascii.substring(0, Math.max(0, most - 2)) + "..";
    }
}
