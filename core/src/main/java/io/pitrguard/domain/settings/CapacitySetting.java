package io.pitrguard.domain.settings;

import io.pitrguard.domain.table.TableRef;
import java.util.List;
import java.util.Set;

/** The billing mode, and the provisioned capacity of the table and its global indexes. */
public record CapacitySetting() implements Setting {
    /** The entry with the billing mode. */
    public static final String MODE = "mode";

    /** A billing mode: the table pays for its requests. */
    public static final String ON_DEMAND = "PAY_PER_REQUEST";

    /** A billing mode: capacity is bought ahead. */
    public static final String PROVISIONED = "PROVISIONED";

    private static final Description DESCRIPTION = new Description(
            "capacity",
            "billing mode and provisioned capacity",
            Carried.YES,
            new Copying.Automatic(
                    "Provisioned capacity counts against the quota of the account. AWS limits how often a day it may fall, and the billing mode may change."),
            Set.of("dynamodb:DescribeTable"),
            Set.of("dynamodb:UpdateTable"));

    @Override
    public Description description() {
        return DESCRIPTION;
    }

    @Override
    public String command(SettingChange change, TableRef target) {
        return AwsCli.dynamoDb(
                "update-table",
                target,
                ThroughputWords.of(change.wanted().with(MODE, mode(change)), "ProvisionedThroughput"));
    }

    /** A table that is provisioned already shows which indexes it has; what others have cannot be set. */
    @Override
    public List<SettingChange> changes(SettingValue source, SettingValue target) {
        SettingValue wanted = source.beyond(target);
        boolean provisioned = PROVISIONED.equals(target.get(MODE).orElse(""));
        SettingValue possible =
                provisioned ? wanted.only(entry -> target.get(entry).isPresent()) : wanted;
        return whole(ThroughputWords.complete(possible, source), target);
    }

    @Override
    public String obstacle(SettingValue source, SettingValue target) {
        return "One of the tables has an index that the other lacks.";
    }

    private static String mode(SettingChange change) {
        return change.wanted().get(MODE).or(() -> change.current().get(MODE)).orElse(PROVISIONED);
    }
}
