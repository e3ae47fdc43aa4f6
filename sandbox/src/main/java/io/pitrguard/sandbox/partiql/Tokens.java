package io.pitrguard.sandbox.partiql;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The pieces of a statement, read one after the other. */
final class Tokens {

    private static final Pattern PIECE = Pattern.compile("\\s*(?:(?<text>'(?:[^']|'')*+')"
            + "|(?<name>\"(?:[^\"]|\"\")*+\")"
            + "|(?<number>-?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?)"
            + "|(?<word>[A-Za-z_]\\w*)"
            + "|(?<sign><>|!=|<=|>=|[=<>(),.*?\\[\\]{}:]))");

    private final List<Token> tokens;
    private int next;

    private Tokens(List<Token> tokens) {
        this.tokens = tokens;
    }

    /** Reads a statement. */
    static Tokens of(String statement) {
        List<Token> tokens = new ArrayList<>();
        Matcher piece = PIECE.matcher(statement);
        int end = 0;
        while (!statement.substring(end).isBlank()) {
            if (!piece.find(end) || piece.start() != end) {
                throw StatementException.malformed("Unexpected character at position " + end);
            }
            tokens.add(token(piece));
            end = piece.end();
        }
        tokens.add(new Token(Token.Kind.END, ""));
        return new Tokens(tokens);
    }

    private static Token token(Matcher piece) {
        if (piece.group("text") != null) {
            return new Token(Token.Kind.TEXT, unquoted(piece.group("text"), "'"));
        }
        if (piece.group("name") != null) {
            return new Token(Token.Kind.NAME, unquoted(piece.group("name"), "\""));
        }
        if (piece.group("number") != null) {
            return new Token(Token.Kind.NUMBER, piece.group("number"));
        }
        return piece.group("word") != null
                ? new Token(Token.Kind.WORD, piece.group("word"))
                : new Token(Token.Kind.SIGN, piece.group("sign"));
    }

    private static String unquoted(String quoted, String quote) {
        return quoted.substring(1, quoted.length() - 1).replace(quote + quote, quote);
    }

    /** Returns the next piece, which stays the next. */
    Token peek() {
        return tokens.get(next);
    }

    /** Returns whether the next piece is a word before a bracket, as the name of a function is. */
    boolean isCall() {
        return peek().kind() == Token.Kind.WORD && tokens.get(next + 1).isSign("(");
    }

    /** Returns the next piece, and goes on to the one after it. */
    Token take() {
        Token token = peek();
        if (token.kind() != Token.Kind.END) {
            next++;
        }
        return token;
    }

    /** Goes on if the next piece is this keyword; returns whether it is. */
    boolean skipWord(String keyword) {
        boolean there = peek().isWord(keyword);
        if (there) {
            take();
        }
        return there;
    }

    /** Goes on if the next piece is this sign; returns whether it is. */
    boolean skipSign(String sign) {
        boolean there = peek().isSign(sign);
        if (there) {
            take();
        }
        return there;
    }

    /** Requires that the next piece is this keyword. */
    void requireWord(String keyword) {
        if (!skipWord(keyword)) {
            throw unexpected();
        }
    }

    /** Requires that the next piece is this sign. */
    void requireSign(String sign) {
        if (!skipSign(sign)) {
            throw unexpected();
        }
    }

    /** Returns what is thrown when the next piece cannot be there. */
    StatementException unexpected() {
        Token token = peek();
        return StatementException.malformed(
                token.kind() == Token.Kind.END ? "Unexpected end" : "Unexpected token " + token.text());
    }
}
