package io.pitrguard.domain.table;

import java.util.regex.Pattern;

/**
 * The account and region that a table lives in, with the partition that its ARNs start with.
 *
 * @param partition {@code aws}, {@code aws-cn}, {@code aws-us-gov}, …
 * @param account twelve digits
 * @param region such as {@code eu-west-1}
 */
public record AccountRegion(String partition, String account, String region) {
    private static final Pattern ACCOUNT = Pattern.compile(AwsNames.ACCOUNT);

    public AccountRegion {
        if (!ACCOUNT.matcher(account).matches()) {
            throw new IllegalArgumentException("account must be 12 digits, not '" + account + "'");
        }
        if (partition.isBlank() || region.isBlank()) {
            throw new IllegalArgumentException("partition and region must not be blank");
        }
    }

    /** Returns the table of that name here. */
    public TableRef table(String name) {
        return new TableRef(this, name);
    }
}
