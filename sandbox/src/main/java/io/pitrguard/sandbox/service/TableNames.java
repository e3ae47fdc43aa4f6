package io.pitrguard.sandbox.service;

import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.state.AccountRegion;
import io.pitrguard.sandbox.wire.Input;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The names and ARNs by which a request may mean a table (developer guide, Naming rules; API reference, TableName). */
public final class TableNames {

    private static final Pattern ALLOWED = Pattern.compile("[a-zA-Z0-9_.-]+");
    private static final int SHORTEST = 3;
    private static final int LONGEST = 255;
    private static final int LONGEST_ARN = 1024;
    private static final String TABLE = ":table/";

    private TableNames() {}

    /** Returns whether a table may be called that. */
    public static boolean valid(String name) {
        return name.length() >= SHORTEST
                && name.length() <= LONGEST
                && ALLOWED.matcher(name).matches();
    }

    /** Returns the name of the table that the request's TableName means. */
    static String resolve(Input input, Account account) {
        return resolve(input.text("TableName").orElseThrow(() -> Errors.missing("tableName")), account);
    }

    /** Returns the name of the table that a name or an ARN means. */
    static String resolve(String given, Account account) {
        requireLength(given, "tableName");
        return given.startsWith("arn:") ? ofArn(given, account.location()) : requireName(given);
    }

    /** Returns the name of the table that the request's ResourceArn means. */
    static String resolveArn(Input input, Account account) {
        String given = input.text("ResourceArn").orElseThrow(() -> Errors.missing("resourceArn"));
        requireLength(given, "resourceArn");
        return ofArn(given, account.location());
    }

    /**
     * Returns what a request calls its table, or the first of them, without judging it: of a restore the new one, of a backup
     * or an export its source; null when it names none.
     */
    static @Nullable String mentioned(Input input) {
        String given = input.text("TableName")
                .or(() -> input.text("ResourceArn"))
                .or(() -> input.text("TargetTableName"))
                .or(() -> input.text("BackupArn"))
                .or(() -> input.text("TableArn"))
                .or(() -> input.text("ExportArn"))
                .or(() -> StatementOperations.table(input))
                .or(() -> ItemOperations.firstTable(input))
                .orElse(null);
        if (given == null || !given.startsWith("arn:")) {
            return given;
        }
        String name = given.substring(given.indexOf(TABLE) < 0 ? 0 : given.indexOf(TABLE) + TABLE.length());
        return name.contains("/") ? name.substring(0, name.indexOf('/')) : name;
    }

    static String requireName(String name) {
        if (name.length() < SHORTEST || name.length() > LONGEST) {
            throw Errors.validation("TableName must be at least 3 characters long and at most 255 characters long");
        }
        if (!ALLOWED.matcher(name).matches()) {
            throw Errors.constraint(
                    name, "tableName", "Member must satisfy regular expression pattern: " + ALLOWED.pattern());
        }
        return name;
    }

    private static void requireLength(String given, String member) {
        if (given.isEmpty()) {
            throw Errors.constraint(given, member, "Member must have length greater than or equal to 1");
        }
        if (given.length() > LONGEST_ARN) {
            throw Errors.constraint(given, member, "Member must have length less than or equal to " + LONGEST_ARN);
        }
    }

    private static String ofArn(String arn, AccountRegion location) {
        String prefix = location.table("");
        String name = arn.startsWith(prefix) ? arn.substring(prefix.length()) : "";
        if (!valid(name)) {
            throw Errors.validation("Invalid TableArn: Invalid ResourceArn provided as input " + arn);
        }
        return name;
    }
}
