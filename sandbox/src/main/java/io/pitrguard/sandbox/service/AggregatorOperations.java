package io.pitrguard.sandbox.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.state.AccountRegion;
import io.pitrguard.sandbox.state.ConfigAggregators.Aggregator;
import io.pitrguard.sandbox.state.ConfigItems;
import io.pitrguard.sandbox.wire.Input;
import java.util.HashMap;
import java.util.Map;

/** Aggregators: SelectAggregateResourceConfig searches what they show of accounts and regions. */
final class AggregatorOperations {

    private static final String NAME = "ConfigurationAggregatorName";
    private static final int LONGEST_NAME = 256;

    private AggregatorOperations() {}

    static ObjectNode select(Input input, Account account) {
        String name = ConfigInput.text(input, NAME, "configurationAggregatorName", LONGEST_NAME);
        if (!name.matches("[\\w-]+")) {
            throw Errors.constraint(
                    name, "configurationAggregatorName", "Member must satisfy regular expression pattern: [\\w\\-]+");
        }
        // "MaxResults … AWS Config also allows the Limit request parameter."
        QueryOperations.Search search = QueryOperations.Search.of(input, input.has("Limit") ? "Limit" : "MaxResults");
        return QueryOperations.answer(search, shown(find(name, account), account));
    }

    private static Aggregator find(String name, Account account) {
        return account.config().aggregators().find(name).orElseThrow(ConfigErrors::noSuchAggregator);
    }

    private static Map<AccountRegion, ConfigItems> shown(Aggregator aggregator, Account account) {
        Map<AccountRegion, ConfigItems> shown =
                new HashMap<>(account.config().everywhere().all());
        shown.keySet()
                .removeIf(place -> aggregator.ofOrganization()
                        ? account.organization().member(place.account()).isEmpty()
                        : !place.equals(account.location()));
        return shown;
    }
}
