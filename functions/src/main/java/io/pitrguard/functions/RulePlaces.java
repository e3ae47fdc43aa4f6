package io.pitrguard.functions;

import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.port.RecordedItems;
import java.util.Optional;
import java.util.stream.Stream;

/** In which accounts and regions a function evaluates for rules of AWS Config. */
interface RulePlaces {
    /**
     * Returns the account and region that an event is of.
     *
     * @param event what AWS Config says of the rule
     * @param invoking what it says of the change, or of the schedule
     * @param test whether AWS Config records no result
     * @throws InvocationFailedException if the function does not evaluate there; it names the cause and the remedy
     */
    AccountRegion of(EventFields event, EventFields invoking, boolean test);

    /** Returns the look-up of configuration items there. */
    RecordedItems items(AccountRegion place);

    /** Returns the configuration item of an event, or its summary; empty if it has none. */
    private static Optional<EventFields> item(EventFields invoking) {
        return invoking.optionalObject("configurationItem")
                .or(() -> invoking.optionalObject("configurationItemSummary"));
    }

    /** Evaluates in one account and region only. */
    record Only(AccountRegion here, RecordedItems items) implements RulePlaces {
        /** Another account or region may have a table of the same name: it would be judged by ours. */
        @Override
        public AccountRegion of(EventFields event, EventFields invoking, boolean test) {
            if (!test) {
                check(event, invoking);
            }
            return here;
        }

        private void check(EventFields event, EventFields invoking) {
            Optional<EventFields> item = item(invoking);
            Stream.of(
                            event.optionalText("accountId"),
                            invoking.optionalText("awsAccountId"),
                            item.flatMap(fields -> fields.optionalText("awsAccountId")))
                    .flatMap(Optional::stream)
                    .filter(account -> !account.equals(here.account()))
                    .findFirst()
                    .ifPresent(account -> {
                        throw elsewhere(event, "account " + account, "account " + here.account());
                    });
            item.flatMap(fields -> fields.optionalText("awsRegion"))
                    .filter(region -> !region.equals(here.region()))
                    .ifPresent(region -> {
                        throw elsewhere(event, region, here.region());
                    });
        }

        private static InvocationFailedException elsewhere(EventFields event, String there, String here) {
            return new InvocationFailedException(
                    "The event of rule '%s' is about %s, but this function looks at the tables of %s. Deploy pitr-guard there, or call the rule's own function."
                            .formatted(event.optionalText("configRuleName").orElse("?"), there, here));
        }

        @Override
        public RecordedItems items(AccountRegion place) {
            return items;
        }
    }

    /**
     * Returns the account and region that an event is of, wherever that is, if it agrees with itself: AWS Config sets the
     * account, which is the member's for an organization's rule, and the rule's ARN.
     *
     * @param partition that of the organization
     */
    static AccountRegion verified(EventFields event, EventFields invoking, String partition) {
        String ruleArn = event.text("configRuleArn");
        String[] rule = ruleArn.split(":", -1);
        if (rule.length < 6) {
            throw new InvocationFailedException(
                    "The event's configRuleArn '%s' is not an ARN. Check what invokes this function."
                            .formatted(Caller.cut(ruleArn)));
        }
        Optional<EventFields> item = item(invoking);
        Optional<String[]> arn = item.flatMap(fields -> fields.optionalText("ARN"))
                .map(text -> text.split(":", -1))
                .filter(parts -> parts.length > 5);
        return EventOrigin.of(partition, event.text("accountId"), rule[3])
                .partition("configRuleArn", Optional.of(rule[1]))
                .account("configRuleArn", Optional.of(rule[4]))
                .account("invokingEvent.awsAccountId", invoking.optionalText("awsAccountId"))
                .account("configurationItem.awsAccountId", item.flatMap(fields -> fields.optionalText("awsAccountId")))
                .region("configurationItem.awsRegion", item.flatMap(fields -> fields.optionalText("awsRegion")))
                .partition("configurationItem.ARN", arn.map(parts -> parts[1]))
                .region("configurationItem.ARN", arn.map(parts -> parts[3]))
                .account("configurationItem.ARN", arn.map(parts -> parts[4]))
                .certain();
    }
}
