package io.pitrguard.functions;

import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.TableRef;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How an event names a table: by its name, by its ARN, or by the ARN of something that belongs to it. */
final class TableName {
    private static final String NAME = "[A-Za-z0-9_.-]{3,255}";
    private static final Pattern ARN =
            Pattern.compile("arn:([^:]+):dynamodb:([^:]+):(\\d{12}):table/(" + NAME + ")(?:/.*)?");
    private static final Pattern BARE = Pattern.compile(NAME);

    private TableName() {}

    /** Whether a text names a table, of whatever account and region. */
    static boolean isOne(String nameOrArn) {
        return BARE.matcher(nameOrArn).matches() || ARN.matcher(nameOrArn).matches();
    }

    /** Returns the table; empty if it is of another partition, account or region, or if the text names none. */
    static Optional<TableRef> of(String nameOrArn, AccountRegion here) {
        if (BARE.matcher(nameOrArn).matches()) {
            return Optional.of(here.table(nameOrArn));
        }
        Matcher arn = ARN.matcher(nameOrArn);
        return arn.matches() && new AccountRegion(arn.group(1), arn.group(3), arn.group(2)).equals(here)
                ? Optional.of(here.table(arn.group(4)))
                : Optional.empty();
    }
}
