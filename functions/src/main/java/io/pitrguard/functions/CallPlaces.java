package io.pitrguard.functions;

import io.pitrguard.domain.table.AccountRegion;
import java.util.List;
import java.util.Optional;

/** From which accounts and regions a function takes calls. */
interface CallPlaces {
    /**
     * Returns the account and region that a call is of.
     *
     * @param event what EventBridge says
     * @param detail what CloudTrail says
     * @param table how the call names its table; empty if it names none
     * @throws InvocationFailedException if the function does not take calls from there; it names the cause and the remedy
     */
    AccountRegion of(EventFields event, EventFields detail, Optional<String> table);

    /** Returns the name of the role with which functions act in other accounts; empty if they do not. */
    Optional<String> memberRole();

    /** Returns, as a sentence, who reads a replica that a call adds in another region. */
    String reader(String region);

    /** Takes calls of one account and region only. */
    record Only(AccountRegion here) implements CallPlaces {
        /** The account is the one that the event was delivered to: the table's own, or that of a caller from elsewhere. */
        @Override
        public AccountRegion of(EventFields event, EventFields detail, Optional<String> table) {
            String region = detail.text("awsRegion");
            String account = detail.optionalText("recipientAccountId").orElseGet(() -> event.text("account"));
            if (!account.equals(here.account()) || !region.equals(here.region())) {
                throw new InvocationFailedException(
                        "The call is of account %s in %s, and this function guards account %s in %s. Let only the rule of its own account and region send to the queue."
                                .formatted(account, region, here.account(), here.region()));
            }
            return here;
        }

        @Override
        public Optional<String> memberRole() {
            return Optional.empty();
        }

        @Override
        public String reader(String region) {
            return "Only pitr-guard in " + region + " reads it; deploy it there.";
        }
    }

    /**
     * Takes calls of all accounts and regions whose events agree with themselves. EventBridge sets the account and region of
     * an event, whoever sends it. The caller may be of another account, and so may a table that it names by its ARN: that
     * table's own account gets an event of its own.
     *
     * @param partition that of the organization
     * @param regions those that sweeps read in each account; empty for all that are enabled there
     */
    record Everywhere(String partition, Optional<String> memberRole, List<String> regions) implements CallPlaces {
        private static final String TABLE = "detail.requestParameters' table";

        public Everywhere {
            regions = List.copyOf(regions);
        }

        @Override
        public String reader(String region) {
            return regions.isEmpty() || regions.contains(region)
                    ? "The next sweep reads it."
                    : "The deployment does not sweep " + region + ": add it to its option regions.";
        }

        @Override
        public AccountRegion of(EventFields event, EventFields detail, Optional<String> table) {
            Optional<String[]> arn = table.map(name -> name.split(":", -1)).filter(parts -> parts.length > 5);
            return EventOrigin.of(partition, event.text("account"), event.text("region"))
                    .account("detail.recipientAccountId", detail.optionalText("recipientAccountId"))
                    .region("detail.awsRegion", Optional.of(detail.text("awsRegion")))
                    .partition(TABLE, arn.map(parts -> parts[1]))
                    .region(TABLE, arn.map(parts -> parts[3]))
                    .certain();
        }
    }
}
