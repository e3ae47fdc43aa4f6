package io.pitrguard.sandbox.partiql;

/**
 * A piece of a statement.
 *
 * @param text without quotes
 */
record Token(Kind kind, String text) {

    /** What it is. */
    enum Kind {
        /** A keyword, or a name without quotes. */
        WORD,
        /** A name in double quotes. */
        NAME,
        /** A text in single quotes. */
        TEXT,
        /** A number. */
        NUMBER,
        /** An operator, a bracket or another sign. */
        SIGN,
        /** The end of the statement. */
        END
    }

    /** Returns whether it is this keyword; names in quotes never are. */
    boolean isWord(String keyword) {
        return kind == Kind.WORD && text.equalsIgnoreCase(keyword);
    }

    /** Returns whether it is this sign. */
    boolean isSign(String sign) {
        return kind == Kind.SIGN && text.equals(sign);
    }
}
