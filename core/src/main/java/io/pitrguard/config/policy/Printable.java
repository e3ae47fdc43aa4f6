package io.pitrguard.config.policy;

/** Text from a file, made safe for terminals and short enough for one line. */
final class Printable {
    private static final int LONGEST = 60;

    private Printable() {}

    /** Returns the text with control characters escaped and cut to 60 characters. */
    static String of(String text) {
        StringBuilder shown = new StringBuilder();
        int[] points = text.codePoints().limit(LONGEST).toArray();
        for (int point : points) {
            if (Character.isISOControl(point) || Character.getType(point) == Character.FORMAT) {
                shown.append("\\u%04x".formatted(point));
            } else {
                shown.appendCodePoint(point);
            }
        }
        return text.codePointCount(0, text.length()) > LONGEST
                ? shown.append('…').toString()
                : shown.toString();
    }
}
