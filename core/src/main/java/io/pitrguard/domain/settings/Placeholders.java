package io.pitrguard.domain.settings;

import io.pitrguard.domain.table.TableRef;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stands for a table in texts that must compare with another table's: its name, ARN and stream's ARN become placeholders.
 *
 * @param streamArn the ARN of the table's latest stream; empty where it has none, or that is not known
 */
public record Placeholders(TableRef table, Optional<String> streamArn) {
    /** Stands for the table's name. */
    public static final String NAME = "{{table}}";

    /** Stands for the table's ARN. */
    public static final String ARN = "{{table-arn}}";

    /** Stands for the ARN of the table's stream. */
    public static final String STREAM_ARN = "{{stream-arn}}";

    private static final String ENDS_NAME = "(?![a-zA-Z0-9_.-])";

    /** Returns a text with placeholders for the table's ARN, and its stream's, wherever they stand whole. */
    public String withoutArns(String text) {
        String shorter = streamArn
                .map(arn -> text.replaceAll(Pattern.quote(arn) + ENDS_NAME, Matcher.quoteReplacement(STREAM_ARN)))
                .orElse(text);
        return shorter.replaceAll(Pattern.quote(table.arn()) + ENDS_NAME, Matcher.quoteReplacement(ARN));
    }

    /** Returns the placeholder where a text is the table's name or ARN, the text where it is neither. */
    public String ofWhole(String text) {
        return text.equals(table.name()) ? NAME : withoutArns(text);
    }

    /** Returns a text with what the placeholders stand for; a stream's ARN that is not known stays one. */
    public String filled(String text) {
        String whole = text.replace(NAME, table.name()).replace(ARN, table.arn());
        return streamArn.map(arn -> whole.replace(STREAM_ARN, arn)).orElse(whole);
    }
}
