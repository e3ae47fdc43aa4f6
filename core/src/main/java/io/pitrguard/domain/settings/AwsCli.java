package io.pitrguard.domain.settings;

import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.text.Printable;
import io.pitrguard.domain.text.ShellWord;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Commands of the AWS CLI that people copy into a shell. */
final class AwsCli {
    private AwsCli() {}

    /**
     * Returns a command on a table.
     *
     * @param call such as {@code update-table}
     * @param words further words, quoted already
     */
    static String dynamoDb(String call, TableRef table, String... words) {
        return "aws dynamodb %s %s %s%s"
                .formatted(call, ShellWord.option("--table-name", table.name()), region(table), joined(words));
    }

    /**
     * Returns a command of another service, or one that does not take a table's name.
     *
     * @param call service and call
     */
    static String of(String call, TableRef table, String... words) {
        return "aws %s %s%s".formatted(call, region(table), joined(words));
    }

    /** Returns a command that takes its whole input as JSON, with the target's names in it. */
    static String withInput(String call, TableRef table, String json) {
        return of(call, table, "--cli-input-json " + filled(table, json));
    }

    /** Returns the JSON of a setting as one word, with the target's names in it. */
    static String filled(TableRef table, String json) {
        String text = new Placeholders(table, Optional.empty()).filled(json);
        return ShellWord.quoted(Printable.output(text)).replace(Placeholders.STREAM_ARN, "'" + streamOf(table) + "'");
    }

    /** Returns the ARN of the table's stream as one word: the shell asks for it, since each stream has another. */
    static String streamOf(TableRef table) {
        return "\"$(" + dynamoDb("describe-table", table, "--query Table.LatestStreamArn --output text") + ")\"";
    }

    /** Returns entries as a JSON list of objects with these two members. */
    static String pairs(Map<String, String> entries, String key, String value) {
        return entries.entrySet().stream()
                .map(entry ->
                        "{%s:%s,%s:%s}".formatted(json(key), json(entry.getKey()), json(value), json(entry.getValue())))
                .collect(Collectors.joining(",", "[", "]"));
    }

    /** Returns a JSON string. */
    static String json(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append("\\u%04x".formatted((int) c));
            } else {
                json.append(c);
            }
        }
        return Printable.output(json.append('"').toString());
    }

    private static String region(TableRef table) {
        return ShellWord.option("--region", table.where().region());
    }

    private static String joined(String... words) {
        return words.length == 0 ? "" : " " + String.join(" ", words);
    }
}
