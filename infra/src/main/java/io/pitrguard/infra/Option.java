package io.pitrguard.infra;

import io.pitrguard.config.StackName;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The options: keys of the CDK's context. Tests compare cdk.json and docs/deploy.md with this list. */
enum Option {
    NAME("name", StackName.STANDARD, "Stack name, and prefix of all resource names."),
    POLICY_FILE("policyFile", "policy.yaml", "Policy to deploy, relative to cdk.json."),
    ACT("act", "policy", "`policy`: remediate as the policy says. `never`: alert only."),
    MODE(
            "mode",
            "account",
            "`account`: one function sweeps this account and region. `large-account`: a state machine does, in as many calls as that takes. `organization`: it sweeps [all accounts](organization.md)."),
    WORKERS("workers", "100", "Accounts and regions swept at once, 1 to 1000."),
    ORGANIZATION_ID(
            "organizationId",
            "",
            "The organization's id, `o-…`; required, like the next one, for `mode=organization`."),
    EXTERNAL_ID("externalId", "", "External id that the member role asks for. To make one, run `uuidgen`."),
    ACCOUNTS("accounts", "", "Only these accounts of the organization, and those of `ous`."),
    OUS("ous", "", "Only accounts in these organizational units: ids, or paths such as `Workloads/Prod*`."),
    EXCLUDE_ACCOUNTS("excludeAccounts", "", "Never these accounts."),
    EXCLUDE_OUS("excludeOus", "", "Never accounts in these organizational units."),
    REGIONS(
            "regions",
            "",
            "Regions to sweep in each account, or `all` that are enabled there. Without it: the deployment's region."),
    MEMBER_ROLE("memberRole", "", "Name of the role in member accounts. Without it: `name` and `-member`."),
    OPERATOR_ROLES(
            "operatorRoles",
            "",
            "Roles of the deployment's account that may also assume the member role: of people, for `./pitr-guard doctor --organization`. Name [few](organization.md#deploy): once a policy remediates, they can turn recovery off everywhere. Each as in its ARN after `:role/`, such as `Ops` or `aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Ops_0a1b2c3d4e5f6071`."),
    MEMBER_STACK_SET(
            "memberStackSet",
            "delegated",
            "StackSet that creates role and rule in member accounts: from a `delegated` administrator's account, from the `management` account, or `none`."),
    MEMBER_OUS(
            "memberOus", "", "Ids of the units, or of the root, whose accounts get role and rule. Without it: `ous`."),
    MEMBER_REGIONS(
            "memberRegions", "", "Regions whose calls are forwarded, beside the deployment's. Without it: `regions`."),
    ORGANIZATION_CONFIG_RULE(
            "organizationConfigRule",
            "false",
            "AWS Config rule in every account of the organization; each requires a recorder."),
    CONFIG_AGGREGATOR(
            "configAggregator",
            "",
            "Name of an organization's AWS Config aggregator in the deployment's account and region: sweeps [begin](organization.md#aws-config) where it recorded tables as off, new or changed."),
    ALERT_EMAIL("alertEmail", "", "Addresses that get alerts; `address=severity`: only that severity and above."),
    HEALTH_EMAIL("healthEmail", "", "Addresses that only hear when pitr-guard itself is unhealthy."),
    CHAT_TOPIC_ARN("chatTopicArn", "", "Topic for [chat](chat.md): gets alarms, and each alert as a chat message."),
    EVENT_BUS(
            "eventBus",
            "default",
            "EventBridge bus, by name or ARN, that gets an [event](events/README.md) of each alert and its tables; `none`: no events."),
    SECURITY_HUB(
            "securityHub",
            "false",
            "Send a finding of each table to [Security Hub](security-hub.md) of the deployment's account and region."),
    TOPIC_ARN("topicArn", "", "Your topic instead of `pitr-guard-alerts`."),
    KEY_ARN("keyArn", "", "Your KMS key instead of pitr-guard's own."),
    DOCS_URL(
            "docsUrl",
            "https://github.com/pitr-guard/pitr-guard/blob/main",
            "Where your copy of this repository is published, for links to runbooks in alarms and alerts."),
    FOOTPRINT("footprint", "full", "How much is spent on watching: `full`, `lean` or `minimal` (see Cost)."),
    SWEEP_MINUTES("sweepMinutes", "60", "Minutes between sweeps, 15 to 1440."),
    SWEEP_WINDOW_MINUTES("sweepWindowMinutes", "10", "Minutes by which the scheduler may delay a sweep; 0: none."),
    READS_PER_SECOND("readsPerSecond", "10", "Recovery states read per second, 1 to 100."),
    LIVE_HOURS(
            "liveHours",
            "",
            "Hours, 2 to 168, within which sweeps read each table, a share at a time, the riskiest at once. Without it: each sweep reads all."),
    GRACE_SECONDS("graceSeconds", "300", "Grace period for a new table, 0 to 900 seconds."),
    REMINDER_HOURS("reminderHours", "24", "Hours between reminders, 1 to 8760."),
    FLAPPING_LIMIT("flappingLimit", "3", "Suspend remediation after this many disables, 1 to 20 …"),
    FLAPPING_HOURS("flappingHours", "24", "… within this many hours, 1 to 720."),
    LEDGER_DAYS("ledgerDays", "400", "Days that timelines are kept, 1 to 3650."),
    LOG_DAYS("logDays", "90", "Days that logs are kept; a value that CloudWatch Logs accepts."),
    EVIDENCE("evidence", "true", "Keep the report of each sweep as [evidence](evidence.md), in a bucket of its own."),
    EVIDENCE_DAYS("evidenceDays", "400", "Days that the bucket keeps a report, 1 to 36500."),
    EVIDENCE_LOCK_DAYS(
            "evidenceLockDays",
            "",
            "Days that nobody can delete a report (S3 Object Lock), at most `evidenceDays`. Without it: no lock."),
    EVIDENCE_LOCK_MODE(
            "evidenceLockMode",
            "governance",
            "`governance`: who has `s3:BypassGovernanceRetention` still can. `compliance`: not even the root user, and nobody can undo it."),
    RECOVERY(
            "recovery",
            "false",
            "`true`: this command is about the [stack for restores](#recovery), not the one with everything else."),
    RECOVERY_TARGETS(
            "recoveryTargets",
            "",
            "Names of tables, or their beginning and `*`, that restores may make beside those that begin as the policy says. List a table here to [restore it under its own name](#recovery) after it was deleted."),
    BACKUPS(
            "backups",
            "false",
            "`true`: the stack for restores also takes and prunes [backups](backups.md#deploy-the-schedule) as the policy asks, each hour."),
    DRILLS(
            "drills",
            "false",
            "`true`: the stack for restores also carries out the [drills](drills.md#deploy) that the policy asks for."),
    DRILL_SCHEDULE(
            "drillSchedule",
            "rate(1 day)",
            "When drills that are due are begun, as [EventBridge Scheduler](https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html) writes it, in UTC: `rate(12 hours)`, `cron(0 2 * * ? *)`."),
    EVIDENCE_BUCKET(
            "evidenceBucket",
            "",
            "Bucket that keeps the evidence of drills: `EvidenceBucket` among the outputs of the stack with everything else. Required with `drills`, unless `evidence=false`."),
    REMOVAL_POLICY(
            "removalPolicy", "retain", "`retain`: `cdk destroy` keeps the ledger. `destroy`: it deletes the ledger."),
    EXISTING_LEDGER("existingLedger", "false", "Reuse the ledger that an earlier deployment of this name left."),
    CONFIG_RULE("configRule", "true", "Deploy the AWS Config rule; requires a recorder."),
    CONFIG_HOURS(
            "configHours",
            "auto",
            "Hours between full evaluations by AWS Config: 1, 3, 6, 12, 24 or `none`. `auto`: 24; `none` unless the footprint is `full`."),
    MANAGED_RULE("managedRule", "false", "Also deploy AWS's rule `dynamodb-pitr-enabled`."),
    CONFORMANCE_PACK("conformancePack", "false", "Deploy the rules as a conformance pack."),
    CREATE_RECORDER("createRecorder", "false", "Create an AWS Config recorder, for an account without one."),
    CREATE_TRAIL("createTrail", "false", "Create a CloudTrail trail, for an account without one."),
    RESERVED_CONCURRENCY("reservedConcurrency", "true", "`false`: reserve none, for an account with a small quota."),
    SNAP_START(
            "snapStart",
            "auto",
            "Start from a snapshot: `sweep`, `all` (drift, too) or `none`. `auto`: `sweep`, where the region can."),
    JSON_LOGS("jsonLogs", "auto", "Log as JSON. `auto`: where the region can."),
    RECURSIVE_LOOP(
            "recursiveLoop",
            "auto",
            "Exempt drift from Lambda's recursion detection. `auto`: where the region has it."),
    PERMISSIONS_BOUNDARY(
            "permissionsBoundary",
            "",
            "Name or ARN of a policy that bounds every role. Member accounts need a policy of the same name."),
    TAGS("tags", "", "Tags for all resources: `key=value` pairs.");

    private final String key;
    private final String standard;
    private final String meaning;

    Option(String key, String standard, String meaning) {
        this.key = key;
        this.standard = standard;
        this.meaning = meaning;
    }

    /** Returns the key, as after {@code -c} and in cdk.json. */
    String key() {
        return key;
    }

    /** Returns the default, as it would be written. */
    String standard() {
        return standard;
    }

    /** Returns its meaning, for documents. */
    String meaning() {
        return meaning;
    }

    static List<String> keys() {
        return Arrays.stream(values()).map(Option::key).toList();
    }

    static Optional<Option> named(String key) {
        return Arrays.stream(values()).filter(option -> option.key.equals(key)).findFirst();
    }
}
