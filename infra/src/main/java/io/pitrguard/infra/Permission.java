package io.pitrguard.infra;

import io.pitrguard.aws.AccountRegions;
import io.pitrguard.aws.AccountTagOwners;
import io.pitrguard.aws.AggregateQueries;
import io.pitrguard.aws.AwsOrganization;
import io.pitrguard.aws.CloudTrails;
import io.pitrguard.aws.ConfigHistory;
import io.pitrguard.aws.ConfigQueries;
import io.pitrguard.aws.ConfigRecorders;
import io.pitrguard.aws.ConfigResults;
import io.pitrguard.aws.DynamoDbLedger;
import io.pitrguard.aws.DynamoDbRecovery;
import io.pitrguard.aws.DynamoDbRecoveryChanges;
import io.pitrguard.aws.DynamoDbSharedChangeCounter;
import io.pitrguard.aws.DynamoDbSweepLease;
import io.pitrguard.aws.DynamoDbTableCatalog;
import io.pitrguard.aws.EventBridgeBus;
import io.pitrguard.aws.EventBridgeRules;
import io.pitrguard.aws.ResourceTags;
import io.pitrguard.aws.S3EvidenceStore;
import io.pitrguard.aws.S3SweepStore;
import io.pitrguard.aws.SecurityHubFindings;
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

/** Something that a function may do: the IAM actions come from the checks and adapters that call them. */
enum Permission {
    READ_TABLES(
            "Read recovery states and, where a verdict needs them, descriptions.",
            Scope.TABLES,
            union(
                    Checks.ALL.stream()
                            .map(Check::iamActions)
                            .flatMap(Collection::stream)
                            .toList(),
                    List.of(DynamoDbRecovery.ACTION, FactKind.DETAILS.iamAction()))),
    LIST_TABLES(
            "List all tables, and their tags in bulk.",
            Scope.ANY_RESOURCE,
            Set.of(DynamoDbTableCatalog.LIST_ACTION, ResourceTags.BULK_ACTION)),
    ASK_CONFIG("Ask AWS Config which tables to read first.", Scope.ANY_RESOURCE, Set.of(ConfigQueries.ACTION)),
    ASK_AGGREGATOR(
            "Ask an aggregator of AWS Config in which accounts and regions to begin.",
            Scope.CONFIG_AGGREGATORS,
            Set.of(AggregateQueries.ACTION)),
    READ_TAGS("Read the tags of one table.", Scope.TABLES, Set.of(ResourceTags.TABLE_ACTION)),
    ENABLE_RECOVERY(
            "Enable recovery or lengthen its period: the only write to your tables.",
            Scope.TABLES,
            Set.of(DynamoDbRecoveryChanges.ACTION)),
    READ_SETTINGS(
            "Read tables, their backups and settings; those of a restored table may be in another region.",
            Scope.TABLES_EVERYWHERE,
            RestoreActions.reading("dynamodb", "dynamodb:DescribeTable", "dynamodb:DescribeBackup")),
    RESTORE_TABLE("Restore a table, or a backup.", Scope.SOURCES, RestoreActions.RESTORE),
    FILL_RESTORED_TABLE(
            "AWS fills the restored table in the function's name; its code calls none of these.",
            Scope.RESTORED_TABLES,
            RestoreActions.ON_RESTORED_TABLE),
    COPY_SETTINGS("Copy settings to the restored table.", Scope.RESTORED_TABLES, RestoreActions.writing("dynamodb")),
    USE_TABLE_KEYS(
            "DynamoDB uses the key of a table in the function's name, and nobody else does.",
            Scope.KEYS_OF_TABLES,
            RestoreActions.ON_TABLE_KEY),
    READ_SCALING("Read how tables scale.", Scope.ANY_RESOURCE, RestoreActions.reading("application-autoscaling")),
    COPY_SCALING(
            "Let the restored table scale as its source does.",
            Scope.SCALABLE_TARGETS,
            RestoreActions.writing("application-autoscaling")),
    READ_ALARMS("Read the alarms about tables.", Scope.ANY_RESOURCE, RestoreActions.reading("cloudwatch")),
    COPY_ALARMS("Copy alarms to the restored table.", Scope.ALARMS, RestoreActions.writing("cloudwatch")),
    READ_EVENT_SOURCES(
            "Read which functions consume a table's stream.", Scope.ANY_RESOURCE, RestoreActions.reading("lambda")),
    COPY_EVENT_SOURCES(
            "Connect functions to the restored table's stream, once a person has confirmed it.",
            Scope.ANY_EVENT_SOURCE,
            RestoreActions.writing("lambda")),
    COPY_KINESIS_DESTINATION(
            "Send the restored table's changes to the source's Kinesis stream, once a person has confirmed it.",
            Scope.KINESIS_STREAMS,
            RestoreActions.writing("kinesis")),
    READ_RECORDED_SETTINGS(
            "Read what AWS Config recorded of a deleted table.", Scope.ANY_RESOURCE, Set.of(ConfigHistory.ACTION)),
    RESTORE_FOR_DRILL("Restore a table for a drill.", Scope.DRILLED_TABLES, DrillActions.RESTORE),
    READ_DRILLED_TABLE(
            "Read what a table is, and to which moments it can be restored.",
            Scope.DRILLED_TABLES,
            DrillActions.ON_SOURCE),
    SAMPLE_DRILLED_TABLE(
            "Compare items with the restored table, at most as many as the policy says.",
            Scope.DRILLED_TABLES,
            DrillActions.SAMPLE),
    FILL_DRILL_TABLE(
            "AWS fills the table of a drill in the function's name; its code writes no item.",
            Scope.DRILL_TABLES,
            RestoreActions.ON_RESTORED_TABLE),
    CHECK_DRILL_TABLE("Check the table of a drill.", Scope.DRILL_TABLES, DrillActions.CHECK),
    DELETE_DRILL_TABLE(
            "Delete the table of a drill, after its code has proven that a drill made it and that nobody uses it.",
            Scope.DRILL_TABLES,
            DrillActions.DELETE),
    FIND_DRILL_TABLES("Find tables that drills left over, and who uses them.", Scope.ANY_RESOURCE, DrillActions.FIND),
    LIST_BACKUPS("List all backups.", Scope.ANY_RESOURCE, BackupActions.LIST),
    READ_BACKED_UP_TABLE(
            "Read which table has the name, and its tags.", Scope.BACKED_UP_TABLES, BackupActions.ON_TABLE),
    TAKE_BACKUP("Take a backup.", Scope.BACKED_UP_TABLES, BackupActions.TAKE),
    READ_BACKUP("Read whether a backup is good.", Scope.BACKUPS, BackupActions.READ),
    DELETE_BACKUP(
            "Delete a backup that the policy no longer keeps. AWS has no condition for that: the code proves before each call that pitr-guard made it, and that a newer good one exists.",
            Scope.BACKUPS,
            BackupActions.DELETE),
    EXPORT_FOR_DRILL(
            "Export a table of the same moment, whose number of items is exact.",
            Scope.DRILLED_TABLES,
            DrillActions.EXPORT),
    READ_EXPORT("Read how far that export is.", Scope.EXPORTS_OF_DRILLED_TABLES, DrillActions.READ_EXPORT),
    WRITE_EXPORT(
            "DynamoDB writes the export in the function's name; its code writes no object there.",
            Scope.EXPORT_FOLDERS,
            DrillActions.WRITE_EXPORT),
    READ_AND_WRITE_LEDGER("Read and write records of the ledger.", Scope.LEDGER, DynamoDbLedger.ACTIONS),
    HOLD_LEASE(
            "Keep two sweeps, two summaries, or two workers in one place, from running at once.",
            Scope.LEDGER,
            Set.of(DynamoDbSweepLease.ACTION)),
    READ_WHOLE_LEDGER("Read the records of all tables.", Scope.LEDGER, Set.of(DynamoDbLedger.QUERY_ACTION)),
    ADD_MANY_ENTRIES(
            "Add more entries to the ledger at once than one transaction holds.",
            Scope.LEDGER,
            Set.of(DynamoDbLedger.MANY_ENTRIES_ACTION)),
    COUNT_CHANGES("Share the change budget among all functions.", Scope.LEDGER, DynamoDbSharedChangeCounter.ACTIONS),
    PUBLISH_ALERT("Send alerts.", Scope.TOPIC, Set.of(SnsAlerts.ACTION)),
    SEND_EVENTS("Send events, with the source `pitr-guard` only.", Scope.EVENT_BUS, Set.of(EventBridgeBus.ACTION)),
    PUBLISH_CHAT("Send chat messages.", Scope.CHAT_TOPIC, Set.of(SnsAlerts.ACTION)),
    IMPORT_FINDINGS(
            "Send findings to Security Hub, as those of the account's default product.",
            Scope.SECURITY_PRODUCT,
            Set.of(SecurityHubFindings.ACTION)),
    ENCRYPT_ALERTS("Encrypt alerts for the topic.", Scope.KEY, SnsAlerts.ACTIONS_ON_KEY),
    ENCRYPT_SHARED_ALERTS("Encrypt alerts for the topic.", Scope.KEY_OF_ALERTS, SnsAlerts.ACTIONS_ON_KEY),
    REQUEUE("Requeue a call that has to wait.", Scope.DRIFT_QUEUE, Set.of(SqsDriftQueue.ACTION)),
    REPORT_TO_CONFIG(
            "Report to AWS Config, and read what it recorded.",
            Scope.ANY_RESOURCE,
            Set.of(ConfigResults.REPORT_ACTION, ConfigHistory.ACTION)),
    READ_CONFIG_RESULTS(
            "Read the rule's results, to withdraw those of former tables.",
            Scope.CONFIG_RULES,
            Set.of(ConfigResults.ASK_ACTION)),
    CHECK_RECORDER("Self-check: does AWS Config record tables?", Scope.ANY_RESOURCE, ConfigRecorders.ACTIONS),
    CHECK_TRAILS("Self-check: does a trail log the calls that change tables?", Scope.TRAILS, CloudTrails.ACTIONS),
    CHECK_EVENT_RULE(
            "Self-check: is the rule that delivers calls enabled?", Scope.EVENT_RULE, EventBridgeRules.ACTIONS),
    CHECK_SUBSCRIBERS("Check that alerts have a recipient.", Scope.TOPICS, Set.of(SnsSubscriptions.ACTION)),
    CHECK_FILTERS(
            "Check that filter policies let alerts through.",
            Scope.ANY_RESOURCE,
            Set.of(SnsSubscriptions.FILTER_ACTION)),
    RECEIVE_CALLS(
            "Lambda receives calls from the queue with the function's role.",
            Scope.DRIFT_QUEUE,
            Set.of("sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage")),
    DEAD_LETTER("Lambda keeps events that failed for good.", Scope.OWN_DEAD_LETTERS, Set.of("sqs:SendMessage")),
    LIST_ACCOUNTS(
            "List the accounts and units of the organization, and accounts' tags.",
            Scope.ANY_RESOURCE,
            union(AwsOrganization.ACTIONS, Set.of(AccountTagOwners.ACTION))),
    LIST_REGIONS(
            "List the regions that are enabled in the account.", Scope.ANY_RESOURCE, Set.of(AccountRegions.ACTION)),
    ASSUME_MEMBER_ROLE("Get into the accounts of the organization.", Scope.MEMBER_ROLES, Set.of("sts:AssumeRole")),
    WRITE_PLAN("Write the plan of a sweep.", Scope.PLANS, Set.of(S3SweepStore.WRITE_ACTION)),
    WRITE_PARTS("Write what a call found.", Scope.PARTS, Set.of(S3SweepStore.WRITE_ACTION)),
    WRITE_SUMMARY("Write the report, and which digests were sent.", Scope.SUMMARIES, Set.of(S3SweepStore.WRITE_ACTION)),
    READ_SWEEPS("Read plans and parts.", Scope.SWEEPS, Set.of(S3SweepStore.READ_ACTION)),
    READ_ORGANIZATION(
            "Read which accounts the organization has.", Scope.KNOWN_ACCOUNTS, Set.of(S3SweepStore.READ_ACTION)),
    // Without it S3 does not tell that there is no such object.
    LIST_SWEEPS(
            "Tell a missing object from a denied one, and list parts.",
            Scope.SWEEPS_BUCKET,
            Set.of(S3SweepStore.LIST_ACTION)),
    WRITE_EVIDENCE(
            "Keep the report of a sweep, or of a drill, as evidence; it can neither read nor delete one.",
            Scope.EVIDENCE,
            Set.of(S3EvidenceStore.WRITE_ACTION)),
    CHECK_FORWARDING(
            "Self-check: is the rule that forwards calls enabled?", Scope.FORWARD_RULE, EventBridgeRules.ACTIONS),
    WRITE_LOGS("Write the function's log.", Scope.OWN_LOGS, Set.of("logs:CreateLogStream", "logs:PutLogEvents"));

    private final String why;
    private final Scope scope;
    // Set.copyOf returns an immutable set, which its type does not show.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Set<String> actions;

    Permission(String why, Scope scope, Set<String> actions) {
        this.why = why;
        this.scope = scope;
        this.actions = Set.copyOf(actions);
    }

    /** The resources on which actions are allowed. */
    enum Scope {
        /** The actions take no resource. */
        ANY_RESOURCE("`*`: these actions take no resource"),
        TABLES("every table"),
        TABLES_EVERYWHERE("every table, in every region"),
        SOURCES("every table and backup of the region"),
        RESTORED_TABLES("tables named as the policy and `recoveryTargets` say, in every region"),
        DRILLED_TABLES("tables named as the rules of the policy with `drill` say"),
        BACKED_UP_TABLES("tables named as the rules of the policy with `backup` say"),
        BACKUPS("every on-demand backup"),
        DRILL_TABLES("tables of drills (`pitr-guard-drill-*`)"),
        EXPORTS_OF_DRILLED_TABLES("exports of these tables"),
        EXPORT_FOLDERS("the buckets and folders that `exactCount` names"),
        SCALABLE_TARGETS("every scalable target, in every region"),
        ALARMS("every alarm, in every region"),
        /** Creating one takes no resource; the id of an existing one is AWS's. */
        ANY_EVENT_SOURCE("`*`: to create one takes no resource"),
        KINESIS_STREAMS("every Kinesis stream, in every region"),
        /** A condition holds it to DynamoDB. */
        KEYS_OF_TABLES("every KMS key, through DynamoDB only"),
        LEDGER("the ledger's table"),
        TOPIC("the topic for alerts"),
        TOPICS("both topics, and the one for chat"),
        CHAT_TOPIC("the topic for chat"),
        EVENT_BUS("the event bus for events"),
        SECURITY_PRODUCT("the account's default product in Security Hub"),
        EVENT_RULE("the EventBridge rule"),
        /** The trail that logs this region's calls may belong to the organization, or to another region. */
        TRAILS("`*`: a trail may belong to another account or region"),
        KEY("the KMS key"),
        /** It belongs to another stack, and AWS makes up its id: a condition names its alias. */
        KEY_OF_ALERTS("the KMS key of the topic"),
        DRIFT_QUEUE("the queue of calls"),
        /** A rule's ARN has an id that AWS assigns, and the rule can only be created after the function and its role. */
        CONFIG_RULES("every AWS Config rule of the account and region"),
        /** An aggregator's ARN has an id that AWS assigns. */
        CONFIG_AGGREGATORS("every AWS Config aggregator of the account and region"),
        MEMBER_ROLES("the member role (`pitr-guard-member`) of every account of the organization"),
        PLANS("plans in the bucket of sweeps, and its `organization.json`"),
        PARTS("parts in the bucket of sweeps"),
        SUMMARIES("reports in the bucket of sweeps"),
        SWEEPS("all sweeps in that bucket"),
        KNOWN_ACCOUNTS("`organization.json` in the bucket of sweeps"),
        SWEEPS_BUCKET("the bucket of sweeps"),
        EVIDENCE("reports in the bucket of evidence"),
        FORWARD_RULE("the rule that forwards (`pitr-guard-forward`)"),
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

    /** Returns its purpose, for documents. */
    String why() {
        return why;
    }

    Scope scope() {
        return scope;
    }

    /** Returns the IAM actions, sorted. */
    List<String> actions() {
        return actions.stream().sorted().toList();
    }

    private static Set<String> union(Collection<String> some, Collection<String> others) {
        return new TreeSet<>(Stream.concat(some.stream(), others.stream()).toList());
    }
}
