package io.pitrguard.report;

import java.util.regex.Pattern;

/**
 * Text from outside in the markdown of Slack and Microsoft Teams, where it can neither format, link, mention nor show an
 * image. Slack knows no escape but its three entities; other characters are replaced by similar ones that neither of the two interprets.
 */
final class ChatText {
    /** At the edge of a word only: {@code a_b} formats nothing in either. */
    private static final Pattern UNDERSCORE = Pattern.compile("(?<![\\p{L}\\p{N}])_|_(?![\\p{L}\\p{N}])");

    /** An address such as ops@example.com mentions nobody. */
    private static final Pattern MENTION = Pattern.compile("(?<![\\p{L}\\p{N}.+_-])@(?=\\S)");

    private ChatText() {}

    /** Returns a text that shows as it is. */
    static String escaped(String text) {
        String plain = text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace('*', '\u2217')
                .replace('~', '\u223c')
                .replace('`', '\u2032')
                .replace('[', '\uff3b')
                .replace(']', '\uff3d')
                .replace("|", "\uff5c")
                .replace("://", ":\u2215\u2215");
        return MENTION.matcher(UNDERSCORE.matcher(plain).replaceAll("\uff3f")).replaceAll("\uff20");
    }

    /** Returns a name or a command as code, which both show as it is. */
    static String code(String text) {
        return "`"
                + text.replace('`', '\u2032')
                        .replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                + "`";
    }

    /** Returns the text with at most this number of characters; a cut one ends in an ellipsis, and never within a character. */
    static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
        return text.substring(0, end) + "…";
    }
}
