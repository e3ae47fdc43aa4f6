package io.pitrguard.infra;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A key of the CDK's context, with what it means beside it: cdk.json and docs/deploy.md are held to this list. */
enum Option {
    NAME("name", "pitr-guard", "What the stack is called, and what the names of its resources begin with."),
    POLICY_FILE("policyFile", "policy.yaml", "The policy to deliver; seen from the folder of cdk.json."),
    ACT("act", "policy", "`policy`: tables are corrected as the policy says. `never`: alerts only."),
    ALERT_EMAIL("alertEmail", "", "Who gets alerts: addresses; `address=severity` for only that severity and above."),
    HEALTH_EMAIL("healthEmail", "", "Who is told, alone, that pitr-guard itself is unhealthy: addresses."),
    CHAT_TOPIC_ARN("chatTopicArn", "", "A topic that alarms go to as well, such as one that a chat listens to."),
    TOPIC_ARN("topicArn", "", "A topic of yours that takes the place of pitr-guard's own."),
    KEY_ARN("keyArn", "", "A KMS key of yours that takes the place of pitr-guard's own."),
    SWEEP_MINUTES("sweepMinutes", "60", "How often all tables are looked at: 15 to 1440 minutes."),
    SWEEP_WINDOW_MINUTES(
            "sweepWindowMinutes", "10", "How long a sweep may be put off by the scheduler; 0: not at all."),
    READS_PER_SECOND("readsPerSecond", "10", "The pace of reading recovery states: 1 to 100 a second."),
    GRACE_SECONDS("graceSeconds", "300", "How long a new table is left alone: 0 to 900 seconds."),
    REMINDER_HOURS("reminderHours", "24", "The silence before what lasts is told again: 1 to 8760 hours."),
    FLAPPING_LIMIT("flappingLimit", "3", "So many disablings after pitr-guard enabled are a fight: 1 to 20."),
    FLAPPING_HOURS("flappingHours", "24", "… within so many hours: 1 to 720."),
    LEDGER_DAYS("ledgerDays", "400", "How long the timelines of tables are kept: 1 to 3650 days."),
    LOG_DAYS("logDays", "90", "How long logs are kept, in days that CloudWatch Logs knows."),
    REMOVAL_POLICY("removalPolicy", "retain", "`retain`: `cdk destroy` leaves the ledger. `destroy`: nothing stays."),
    EXISTING_LEDGER("existingLedger", "false", "Takes the ledger that a former deployment of this name left."),
    CONFIG_RULE("configRule", "true", "The rule of AWS Config; it needs a recorder in the account and region."),
    CONFIG_HOURS("configHours", "24", "How often AWS Config has all tables evaluated: 1, 3, 6, 12 or 24 hours."),
    MANAGED_RULE("managedRule", "false", "Also AWS's managed rule `dynamodb-pitr-enabled`."),
    CONFORMANCE_PACK("conformancePack", "false", "The rules of AWS Config as a conformance pack."),
    CREATE_RECORDER("createRecorder", "false", "Makes a recorder of AWS Config, where the account has none."),
    CREATE_TRAIL("createTrail", "false", "Makes a CloudTrail trail, where the account has none."),
    RESERVED_CONCURRENCY("reservedConcurrency", "true", "`false`, where the account's quota is too small to reserve."),
    PERMISSIONS_BOUNDARY("permissionsBoundary", "", "The name or ARN of a policy that bounds every role."),
    TAGS("tags", "", "Tags on everything: `key=value` pairs.");

    private final String key;
    private final String standard;
    private final String meaning;

    Option(String key, String standard, String meaning) {
        this.key = key;
        this.standard = standard;
        this.meaning = meaning;
    }

    /** Gives the key, as it is written after {@code -c} and in cdk.json. */
    String key() {
        return key;
    }

    /** Gives what applies where nothing is said, as it would be written. */
    String standard() {
        return standard;
    }

    /** Says in a sentence or two, for documents, what it is for. */
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
