package io.pitrguard.sandbox.partiql;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads the condition of a statement, and writes it as the filter of a Scan. */
final class Condition {

    private static final Set<String> COMPARISONS = Set.of("=", "<>", "!=", "<", "<=", ">", ">=");
    private static final Set<String> FUNCTIONS = Set.of("begins_with", "contains", "attribute_type");

    private final Tokens tokens;
    private final Placeholders placeholders;
    private final Operand operand;

    Condition(Tokens tokens, Placeholders placeholders) {
        this.tokens = tokens;
        this.placeholders = placeholders;
        this.operand = new Operand(tokens, placeholders);
    }

    /** Reads conditions of which one must hold. */
    String any() {
        List<String> parts = new ArrayList<>(List.of(all()));
        while (tokens.skipWord("OR")) {
            parts.add(all());
        }
        return String.join(" OR ", parts);
    }

    private String all() {
        List<String> parts = new ArrayList<>(List.of(one()));
        while (tokens.skipWord("AND")) {
            parts.add(one());
        }
        return String.join(" AND ", parts);
    }

    private String one() {
        if (tokens.skipWord("NOT")) {
            return "NOT (" + one() + ")";
        }
        if (tokens.skipSign("(")) {
            String inner = any();
            tokens.requireSign(")");
            return "(" + inner + ")";
        }
        String first = tokens.peek().text().toLowerCase(Locale.ROOT);
        return tokens.isCall() && FUNCTIONS.contains(first) ? function() : comparison();
    }

    private String function() {
        String name = tokens.take().text().toLowerCase(Locale.ROOT);
        tokens.requireSign("(");
        String path = operand.path();
        tokens.requireSign(",");
        String value = operand.read();
        tokens.requireSign(")");
        return name + "(" + path + ", " + value + ")";
    }

    private String comparison() {
        String left = operand.read();
        Token operator = tokens.take();
        if (COMPARISONS.contains(operator.text()) && operator.kind() == Token.Kind.SIGN) {
            String sign = operator.text().equals("!=") ? "<>" : operator.text();
            return left + " " + sign + " " + operand.read();
        }
        if (operator.isWord("BETWEEN")) {
            String from = operand.read();
            tokens.requireWord("AND");
            return left + " BETWEEN " + from + " AND " + operand.read();
        }
        if (operator.isWord("IN")) {
            return left + " IN (" + list() + ")";
        }
        if (operator.isWord("IS")) {
            return is(left);
        }
        throw StatementException.malformed("Unexpected token " + operator.text());
    }

    private String list() {
        String closing = tokens.skipSign("[") ? "]" : ")";
        if (closing.equals(")")) {
            tokens.requireSign("(");
        }
        List<String> values = new ArrayList<>();
        do {
            values.add(operand.read());
        } while (tokens.skipSign(","));
        tokens.requireSign(closing);
        return String.join(", ", values);
    }

    private String is(String path) {
        boolean not = tokens.skipWord("NOT");
        if (tokens.skipWord("MISSING")) {
            return (not ? "attribute_exists(" : "attribute_not_exists(") + path + ")";
        }
        tokens.requireWord("NULL");
        ObjectNode type = Json.object().put("S", "NULL");
        String isNull = "attribute_type(" + path + ", " + placeholders.value(type) + ")";
        return not ? "NOT (" + isNull + ")" : isNull;
    }
}
