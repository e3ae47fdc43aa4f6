package io.pitrguard.infra;

/** The texts of the alarms that depend on the deployment: each names logs and commands that it has. */
record AlarmTexts(Commands commands) {
    String nonCompliant() {
        return "Some tables cannot be restored as the policy requires. " + list();
    }

    String undetermined() {
        return "Some tables could not be read, so nobody knows whether they can be restored. "
                + switch (commands.mode()) {
                    case ACCOUNT -> "The alerts and the log of the sweep name the causes. " + listed();
                    case LARGE_ACCOUNT -> "The alerts and the log of the function summary name the causes. " + listed();
                    case ORGANIZATION ->
                        "The digests name the causes. To see where, run: " + commands.status()
                                + " (for accounts that cannot be read: " + commands.checkAccounts() + ")";
                };
    }

    /** Returns the text of the alarm that stands for the two above. */
    String open() {
        return "Some tables cannot be restored as the policy requires, or could not be read. " + list();
    }

    private String list() {
        return switch (commands.mode()) {
            case ACCOUNT, LARGE_ACCOUNT -> "The alerts list them with remedies. " + listed();
            case ORGANIZATION ->
                "The digests list them with remedies. To count them by account, run: " + commands.status();
        };
    }

    private String listed() {
        return "To list the tables, run: " + commands.status();
    }

    String overdue() {
        return switch (commands.mode()) {
            case ACCOUNT ->
                "No sweep has completed for three intervals, so nobody checks the tables. Check the log of the sweep and the dead-letter queues of the sweep and its schedule. Meanwhile run: "
                        + commands.sweep();
            case LARGE_ACCOUNT -> stopped("No sweep") + commands.sweep();
            case ORGANIZATION -> stopped("No sweep of the organization") + commands.sweep();
        };
    }

    private static String stopped(String what) {
        return what
                + " has come to its end for three intervals, so nobody checks the tables. The executions of the state machine in the console of Step Functions show where they stop; if there are none, check the dead-letter queue of the schedule. Meanwhile run: ";
    }

    /** Returns the text of the alarm of sweeps with a state machine; one function has no other accounts or regions. */
    String accountsFailed() {
        return "For two sweeps in a row, "
                + switch (commands.mode()) {
                    case ACCOUNT, LARGE_ACCOUNT ->
                        "not all tables of the account and region could be read; the others count as undetermined. The digest and the log of the function summary name the cause.";
                    case ORGANIZATION ->
                        "some accounts or regions could not be swept to their end; all others were. The digest without an owner names each new one with its cause. Restore access, or exclude what nobody needs to be swept. To check all of them now, run: "
                                + commands.checkAccounts();
                };
    }

    String blindSpots() {
        return "For two sweeps in a row pitr-guard missed changes, or its alerts reached nobody. To see what is missing and how to fix it, run: "
                + doctor();
    }

    /** Returns the text of the alarm that stands for failed fixes, a failing ledger and blind spots. */
    String failures() {
        return "A fix failed, the ledger could not be used, evidence was not kept, or pitr-guard misses changes or recipients. The alerts and the logs (FixFailures, LedgerFailures, EvidenceFailures, BlindSpots) have the cause; to see what is missing, run: "
                + doctor();
    }

    private String doctor() {
        return switch (commands.mode()) {
            case ACCOUNT, LARGE_ACCOUNT -> commands.doctor();
            case ORGANIZATION -> commands.doctor() + " && " + commands.checkAccounts();
        };
    }

    /** Returns the text of the alarm of a dead-letter queue, of which the name ends in this id. */
    String deadLetters(String id, String url) {
        String kept = "Events failed for good. The queue of this name keeps them for 14 days. ";
        return switch (id) {
            case "drift-dlq" -> kept + "Fix what the log names, then run: " + commands.redrive(url);
            case "schedule-dlq" ->
                "The schedule could not start sweeps. The attributes ERROR_CODE and ERROR_MESSAGE of the messages say why (aws sqs receive-message --message-attribute-names All"
                        + of(url) + "). Fix that; the next sweep checks all tables. " + purge(url);
            case "restore-dlq" ->
                kept + "Each is the end of a restore of which nobody was notified. Fix what the log names, and check: "
                        + commands.restores() + ". " + purge(url);
            case "backup-dlq" ->
                kept
                        + "Each is a run of backups that failed three times. Fix what the log and the alert name; the next run, within an hour, takes what is due. "
                        + purge(url);
            case "backup-schedule-dlq" ->
                "The schedule could not start a run of backups. The attributes ERROR_CODE and ERROR_MESSAGE of the messages say why (aws sqs receive-message --message-attribute-names All"
                        + of(url) + "). Fix that; the next run takes what is due. " + purge(url);
            case "drill-schedule-dlq" ->
                "The schedule could not start the drills that are due. The attributes ERROR_CODE and ERROR_MESSAGE of the messages say why (aws sqs receive-message --message-attribute-names All"
                        + of(url) + "). Fix that; the next run begins what is due. " + purge(url);
            default -> kept + "Fix what the log names; the next sweep checks all tables. " + purge(url);
        };
    }

    /** Returns the text of the alarm about restores that did not come to their end. */
    String restoreFailed() {
        return "A restore failed, ran out of time or was stopped. No data is lost: the source is as it was. The alert of the restore, and its record, have the reason and the remedy: "
                + commands.restores();
    }

    /** Returns the text of the alarm that no run of backups succeeds. */
    String backupsOverdue() {
        return "No run of backups has succeeded for three hours. Check the alert, the log of the function backup, and the dead-letter queues of the function and of its schedule. To see the backups, run: "
                + commands.backups();
    }

    /** Returns the text of the alarm about runs of drills that did not come to their end. */
    String drillFailed() {
        return "A run of drills failed, ran out of time or was stopped, or a drill of it is not over. The log of the function drill says why. The next run carries on what is not over and cleans up; to see the drills, run: "
                + commands.drills();
    }

    private String purge(String url) {
        return "Then delete the messages: aws sqs purge-queue" + of(url);
    }

    private String of(String url) {
        return " --region " + commands.region() + " --queue-url " + url;
    }
}
