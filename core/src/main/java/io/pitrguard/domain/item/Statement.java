package io.pitrguard.domain.item;

import io.pitrguard.domain.table.TableRef;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A statement in PartiQL that selects items of one table, whichever that is. DynamoDB's PartiQL has no aggregates: what
 * can be compared is the number of items.
 *
 * @param text begins with SELECT, and after its only FROM names the table as {@code {table}}
 * @param parameters for the question marks of the text, in order
 */
public record Statement(String text, List<ItemValue> parameters) {
    /** Stands for the table. */
    public static final String TABLE = "{table}";

    private static final Pattern QUOTED = Pattern.compile("'(?:[^']|'')*+'|\"(?:[^\"]|\"\")*+\"");
    private static final Pattern SELECT = Pattern.compile("\\s*SELECT\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern FROM = Pattern.compile("\\bFROM\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern FROM_TABLE =
            Pattern.compile("\\bFROM\\s+(\\{table})(?=\\s|\\.|$)", Pattern.CASE_INSENSITIVE);

    public Statement {
        parameters = List.copyOf(parameters);
        String bare = unquoted(text);
        if (!SELECT.matcher(bare).matches()) {
            throw new IllegalArgumentException("a statement must begin with SELECT: it only reads");
        }
        if (FROM.matcher(bare).results().count() != 1
                || !FROM_TABLE.matcher(bare).find()
                || bare.indexOf(TABLE) != bare.lastIndexOf(TABLE)) {
            throw new IllegalArgumentException("a statement must select FROM " + TABLE + ", once");
        }
        if (bare.contains(";")) {
            throw new IllegalArgumentException("a statement must be a single one, without a semicolon");
        }
        if (bare.chars().filter(each -> each == '?').count() != parameters.size()) {
            throw new IllegalArgumentException("a statement needs one parameter for each of its question marks");
        }
    }

    /** Creates one without parameters. */
    public static Statement of(String text) {
        return new Statement(text, List.of());
    }

    /** Returns the text for a table. */
    public String on(TableRef table) {
        MatchResult named =
                FROM_TABLE.matcher(unquoted(text)).results().findFirst().orElseThrow();
        return text.substring(0, named.start(1)) + '"' + table.name() + '"' + text.substring(named.end(1));
    }

    /** Returns the text, of the same length, in which quoted parts mean nothing. */
    private static String unquoted(String text) {
        return QUOTED.matcher(text)
                .replaceAll(quoted -> "_".repeat(quoted.group().length()));
    }
}
