package io.pitrguard.sandbox.service;

import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.state.AccountRegion;
import io.pitrguard.sandbox.state.TableState;
import io.pitrguard.sandbox.wire.Input;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The table that a restore to a point in time reads; its ARN may name another region. */
record SourceTable(TableState table, Account account) {

    private static final String NAME = "SourceTableName";
    private static final String ARN = "SourceTableArn";
    private static final Pattern TABLE_ARN = Pattern.compile(
            "arn:(?<partition>[^:]+):dynamodb:(?<region>[^:]+):(?<account>\\d{12}):table/(?<name>[^/]+)");

    // "except Asia Pacific (Hong Kong) and Middle East (Bahrain)" (developer guide, Restoring to other regions).
    private static final Set<String> ALONE = Set.of("ap-east-1", "me-south-1");

    static SourceTable of(Input input, Account account) {
        Optional<String> name = input.text(NAME);
        Optional<String> arn = input.text(ARN);
        if (name.isPresent() == arn.isPresent()) {
            throw Errors.validation("Exactly one of SourceTableName and SourceTableArn must be specified");
        }
        return name.isPresent()
                ? named(TableNames.requireName(name.get()), account)
                : ofArn(arn.orElseThrow(), account);
    }

    boolean crossesRegions(Account target) {
        return !account.location().region().equals(target.location().region());
    }

    private static SourceTable ofArn(String arn, Account account) {
        AccountRegion here = account.location();
        Matcher parts = TABLE_ARN.matcher(arn);
        if (!parts.matches()
                || !parts.group("partition").equals(here.partition())
                || !parts.group("account").equals(here.account())) {
            throw Errors.validation("Invalid SourceTableArn: " + arn);
        }
        String region = parts.group("region");
        String name = TableNames.requireName(parts.group("name"));
        if (region.equals(here.region())) {
            return named(name, account);
        }
        if (ALONE.contains(region) || ALONE.contains(here.region())) {
            throw Errors.validation("Cross-region restore is not supported from " + region + " to " + here.region());
        }
        return named(name, account.others().in(here.account(), region));
    }

    private static SourceTable named(String name, Account account) {
        TableState table = account.tables()
                .find(name)
                .filter(found -> !found.statusAt(account.now()).equals("DELETING"))
                .orElseThrow(() -> Errors.tableNotFound(name));
        return new SourceTable(table, account);
    }
}
