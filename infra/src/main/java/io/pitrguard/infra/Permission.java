package io.pitrguard.infra;

import io.pitrguard.aws.CloudTrails;
import io.pitrguard.aws.ConfigHistory;
import io.pitrguard.aws.ConfigRecorders;
import io.pitrguard.aws.ConfigResults;
import io.pitrguard.aws.DynamoDbLedger;
import io.pitrguard.aws.DynamoDbRecovery;
import io.pitrguard.aws.DynamoDbRecoveryChanges;
import io.pitrguard.aws.DynamoDbSharedChangeCounter;
import io.pitrguard.aws.DynamoDbTableCatalog;
import io.pitrguard.aws.EventBridgeRules;
import io.pitrguard.aws.ResourceTags;
import io.pitrguard.aws.SnsAlerts;
import io.pitrguard.aws.SnsSubscriptions;
import io.pitrguard.aws.SqsDriftQueue;
import io.pitrguard.domain.evaluation.Check;
import io.pitrguard.domain.evaluation.Checks;
import io.pitrguard.domain.table.FactKind;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Something that a function does, with the permissions that it takes: the actions come from the checks and adapters that
 * need them.
 */
enum Permission {
    READ_TABLES(
            "Judge tables: their recovery state and, where a verdict hangs on it, their description.",
            Scope.TABLES,
            union(
                    Checks.ALL.stream()
                            .map(Check::iamActions)
                            .flatMap(Collection::stream)
                            .toList(),
                    List.of(DynamoDbRecovery.ACTION, FactKind.DETAILS.iamAction()))),
    LIST_TABLES(
            "Know which tables there are, and their tags in bulk.",
            Scope.ANY_RESOURCE,
            Set.of(DynamoDbTableCatalog.LIST_ACTION, ResourceTags.BULK_ACTION)),
    READ_TAGS("Read a table's tags from the table itself.", Scope.TABLES, Set.of(ResourceTags.TABLE_ACTION)),
    REMEDIATE(
            "Enable recovery or lengthen its period: the only write to a table of yours.",
            Scope.TABLES,
            Set.of(DynamoDbRecoveryChanges.ACTION)),
    WRITE_LEDGER("Keep the ledger.", Scope.LEDGER, DynamoDbLedger.ACTIONS),
    READ_WHOLE_LEDGER("Know what the ledger holds of all tables.", Scope.LEDGER, Set.of(DynamoDbLedger.QUERY_ACTION)),
    ADD_MANY_ENTRIES(
            "Add more entries to the ledger at once than one transaction holds.",
            Scope.LEDGER,
            Set.of(DynamoDbLedger.MANY_ENTRIES_ACTION)),
    COUNT_CHANGES("Hold the policy's limits over all functions.", Scope.LEDGER, DynamoDbSharedChangeCounter.ACTIONS),
    PUBLISH_ALERT("Send alerts.", Scope.TOPIC, Set.of(SnsAlerts.ACTION)),
    ENCRYPT_ALERTS("Send them to an encrypted topic.", Scope.KEY, SnsAlerts.ACTIONS_ON_KEY),
    REQUEUE("Look at a call again later.", Scope.DRIFT_QUEUE, Set.of(SqsDriftQueue.ACTION)),
    REPORT_TO_CONFIG(
            "Report to AWS Config, and read what it recorded.",
            Scope.ANY_RESOURCE,
            Set.of(ConfigResults.REPORT_ACTION, ConfigHistory.ACTION)),
    ASK_CONFIG(
            "Ask AWS Config which results the rule has, to withdraw those of former tables.",
            Scope.CONFIG_RULES,
            Set.of(ConfigResults.ASK_ACTION)),
    CHECK_RECORDER("Check itself: does AWS Config record tables.", Scope.ANY_RESOURCE, ConfigRecorders.ACTIONS),
    CHECK_TRAILS("Check itself: does a trail show the calls that change tables.", Scope.TRAILS, CloudTrails.ACTIONS),
    CHECK_EVENT_RULE(
            "Check itself: is the rule enabled that brings calls.", Scope.EVENT_RULE, EventBridgeRules.ACTIONS),
    CHECK_SUBSCRIBERS(
            "Check that somebody gets the alerts: what nobody got is told again.",
            Scope.TOPICS,
            Set.of(SnsSubscriptions.ACTION)),
    TAKE_MESSAGES(
            "Lambda itself takes calls from the queue with the function's role.",
            Scope.DRIFT_QUEUE,
            Set.of("sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage")),
    DEAD_LETTER("Lambda keeps events that failed for good.", Scope.OWN_DEAD_LETTERS, Set.of("sqs:SendMessage")),
    WRITE_LOGS("Write the function's log.", Scope.OWN_LOGS, Set.of("logs:CreateLogStream", "logs:PutLogEvents"));

    private final String why;
    private final Scope scope;
    // Set.copyOf gives one that cannot be changed, which the type does not say.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Set<String> actions;

    Permission(String why, Scope scope, Set<String> actions) {
        this.why = why;
        this.scope = scope;
        this.actions = Set.copyOf(actions);
    }

    /** What the actions are allowed on. */
    enum Scope {
        /** The actions take no resource. */
        ANY_RESOURCE("`*`: these actions take no resource"),
        TABLES("every table of the account and region"),
        LEDGER("the ledger's table"),
        TOPIC("the topic of alerts"),
        TOPICS("both topics"),
        EVENT_RULE("the rule of EventBridge"),
        /** A trail that shows this region's calls may be the organization's, or be at home in another region. */
        TRAILS("`*`: a trail may belong to another account or region"),
        KEY("the key"),
        DRIFT_QUEUE("the queue of calls"),
        /** A rule's ARN holds an id that AWS gives it, and the rule needs the function, and so its role, first. */
        CONFIG_RULES("every rule of AWS Config in the account and region"),
        OWN_DEAD_LETTERS("the function's dead-letter queue"),
        OWN_LOGS("the function's log group");

        private final String description;

        Scope(String description) {
            this.description = description;
        }

        String description() {
            return description;
        }
    }

    /** Says what it is for. */
    String why() {
        return why;
    }

    Scope scope() {
        return scope;
    }

    /** Gives the IAM actions, sorted. */
    List<String> actions() {
        return actions.stream().sorted().toList();
    }

    private static Set<String> union(Collection<String> some, Collection<String> others) {
        return new TreeSet<>(Stream.concat(some.stream(), others.stream()).toList());
    }
}
