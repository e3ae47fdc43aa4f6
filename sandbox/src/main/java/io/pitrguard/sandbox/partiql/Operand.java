package io.pitrguard.sandbox.partiql;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.wire.Json;

/** Reads paths and values of a statement, and writes their placeholders. */
final class Operand {

    private final Tokens tokens;
    private final Placeholders placeholders;

    Operand(Tokens tokens, Placeholders placeholders) {
        this.tokens = tokens;
        this.placeholders = placeholders;
    }

    /** Reads a path, a value, or the size of what is at a path. */
    String read() {
        if (tokens.skipSign("?")) {
            return placeholders.value(placeholders.parameter());
        }
        if (tokens.isCall() && tokens.skipWord("size")) {
            tokens.requireSign("(");
            String path = path();
            tokens.requireSign(")");
            return "size(" + path + ")";
        }
        return isPath(tokens.peek()) ? path() : placeholders.value(value());
    }

    /** Reads a path. */
    String path() {
        StringBuilder path = new StringBuilder(step());
        while (true) {
            if (tokens.skipSign(".")) {
                path.append('.').append(step());
            } else if (tokens.skipSign("[")) {
                Token number = tokens.take();
                tokens.requireSign("]");
                path.append('[').append(number.text()).append(']');
            } else {
                return path.toString();
            }
        }
    }

    private String step() {
        if (!isPath(tokens.peek())) {
            throw tokens.unexpected();
        }
        return placeholders.name(tokens.take().text());
    }

    private static boolean isPath(Token token) {
        boolean literal = token.isWord("TRUE") || token.isWord("FALSE") || token.isWord("NULL");
        return token.kind() == Token.Kind.NAME || (token.kind() == Token.Kind.WORD && !literal);
    }

    private ObjectNode value() {
        if (tokens.skipSign("[")) {
            return list();
        }
        if (tokens.skipSign("{")) {
            return map();
        }
        Token token = tokens.peek();
        ObjectNode value = Json.object();
        switch (token.kind()) {
            case TEXT -> value.put("S", token.text());
            case NUMBER -> value.put("N", token.text());
            case WORD -> word(token, value);
            case NAME, SIGN, END -> throw tokens.unexpected();
        }
        tokens.take();
        return value;
    }

    private void word(Token token, ObjectNode value) {
        if (token.isWord("NULL")) {
            value.put("NULL", true);
        } else if (token.isWord("TRUE") || token.isWord("FALSE")) {
            value.put("BOOL", token.isWord("TRUE"));
        } else {
            throw tokens.unexpected();
        }
    }

    private ObjectNode list() {
        ObjectNode value = Json.object();
        ArrayNode elements = value.putArray("L");
        if (tokens.skipSign("]")) {
            return value;
        }
        do {
            elements.add(value());
        } while (tokens.skipSign(","));
        tokens.requireSign("]");
        return value;
    }

    private ObjectNode map() {
        ObjectNode value = Json.object();
        ObjectNode members = value.putObject("M");
        if (tokens.skipSign("}")) {
            return value;
        }
        do {
            Token name = tokens.take();
            tokens.requireSign(":");
            members.set(name.text(), value());
        } while (tokens.skipSign(","));
        tokens.requireSign("}");
        return value;
    }
}
