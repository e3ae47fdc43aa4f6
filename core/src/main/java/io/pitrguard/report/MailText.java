package io.pitrguard.report;

import io.pitrguard.domain.text.Printable;
import io.pitrguard.notify.MessageContent;

/** What all mails have: the two lines that they begin with, and why somebody gets them and how to stop that. */
final class MailText {
    private MailText() {}

    /** Returns what happened, whether somebody must act, and an empty line. */
    static String opening(MessageContent content) {
        return line(content.headline()) + line(content.action().text()) + "\n";
    }

    /** Returns the lines at the end. */
    static String closing(MessageContent content) {
        StringBuilder text = new StringBuilder("\n").append(line(why(content)));
        text.append(line(stop(content)));
        return text.append(
                        line(
                                "To get less mail, filter by kind, severity, account or region (docs/alerts.md), or unsubscribe with Amazon SNS's link below."))
                .toString();
    }

    private static String why(MessageContent content) {
        String first = content.place()
                .owner()
                .map(owner -> "You get this because you subscribe to the alerts of pitr-guard for the owner " + owner
                        + ", or because perhaps nobody else gets them.")
                .orElse("You get this because you subscribe to the alerts of pitr-guard.");
        return first
                + switch (content.kind()) {
                    case EXEMPTION_ENDING ->
                        " You are reminded of each exemption 30 days, 7 days and 1 day before it ends.";
                    case RESTORE -> " You hear of each restore when it waits for a person, and when it ends.";
                    case DRILL ->
                        " You hear of a drill once if it fails or proves nothing, and of tables that drills left while they remain.";
                    case RESOLVED -> " You hear once when something is over.";
                    case FLAPPING, REMEDIATION_FAILED, HISTORY_LOST, DRIFT, DIGEST, UNHEALTHY, BACKUP ->
                        " You hear of something once when it is new, and get reminders while it lasts.";
                };
    }

    private static String stop(MessageContent content) {
        return switch (content.kind()) {
            case FLAPPING, HISTORY_LOST ->
                "To stop reminders, acknowledge the table as To do says, or exempt it in the policy (docs/policy.md).";
            case REMEDIATION_FAILED, DRIFT, DIGEST ->
                "To stop reminders, fix each table, acknowledge its lost history, or exempt it in the policy (docs/policy.md).";
            case UNHEALTHY -> "To stop reminders, do what this message asks for (docs/runbooks/unhealthy.md).";
            case EXEMPTION_ENDING -> "To stop this, renew the exemption or remove it (docs/policy.md).";
            case DRILL ->
                "To stop reminders, run a drill that passes, and delete the tables that drills left (docs/drills.md).";
            case BACKUP -> "To stop reminders, fix what is listed (docs/backups.md).";
            case RESTORE, RESOLVED -> "Nothing more is sent about this.";
        };
    }

    private static String line(String line) {
        return Printable.line(line) + "\n";
    }
}
