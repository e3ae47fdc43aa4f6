package io.pitrguard.cli;

import java.util.ArrayList;
import java.util.List;

/** A reader of comma-separated values that knows RFC 4180 and nothing else. */
final class Csv {
    private final String text;
    private int at;

    private Csv(String text) {
        this.text = text;
    }

    static List<List<String>> parse(String text) {
        Csv csv = new Csv(text);
        List<List<String>> records = new ArrayList<>();
        while (csv.at < text.length()) {
            records.add(csv.record());
        }
        return records;
    }

    private List<String> record() {
        List<String> fields = new ArrayList<>();
        fields.add(field());
        while (text.startsWith(",", at)) {
            at++;
            fields.add(field());
        }
        if (!text.startsWith("\r\n", at)) {
            throw new IllegalArgumentException("no CRLF at " + at);
        }
        at += 2;
        return fields;
    }

    private String field() {
        return text.startsWith("\"", at) ? quoted() : bare();
    }

    private String bare() {
        int start = at;
        while (",\r".indexOf(text.charAt(at)) < 0) {
            if ("\"\n".indexOf(text.charAt(at)) >= 0) {
                throw new IllegalArgumentException("a quote or line feed outside quotes at " + at);
            }
            at++;
        }
        return text.substring(start, at);
    }

    private String quoted() {
        StringBuilder field = new StringBuilder();
        at++;
        while (true) {
            int quote = text.indexOf('"', at);
            field.append(text, at, quote);
            at = quote + 1;
            if (!text.startsWith("\"", at)) {
                return field.toString();
            }
            field.append('"');
            at++;
        }
    }
}
