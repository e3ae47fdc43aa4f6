package io.pitrguard.notify;

import io.pitrguard.domain.finding.Severity;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * What a message tells, whatever it is sent as: mail, chat, event. All of its texts are safe to show on one line; names in
 * commands are quoted for a shell.
 *
 * @param title what it is about, in a few words and without the place
 * @param headline what happened and where, in one sentence
 * @param action whether somebody must act
 * @param tables all tables that it is about, worst first
 * @param commands what shows more, or checks again
 * @param links where to look
 */
public record MessageContent(
        MessageKind kind,
        Severity severity,
        String title,
        String headline,
        Action action,
        Place place,
        List<TableItem> tables,
        List<String> commands,
        List<Link> links) {
    public MessageContent {
        tables = List.copyOf(tables);
        commands = List.copyOf(commands);
        links = List.copyOf(links);
    }

    /**
     * Whether somebody must act.
     *
     * @param text the whole sentence, with what to do first
     */
    public record Action(boolean needed, String text) {}

    /**
     * Where it happened.
     *
     * @param account empty for a message about several accounts
     * @param region empty for a message about several accounts or regions
     * @param owner who is to get it; empty for those who get what has no owner
     * @param description for people
     */
    public record Place(
            Optional<String> account, Optional<String> region, Optional<String> owner, String description) {}

    /**
     * A table.
     *
     * @param what what is wrong with it or happened to it, in a few words
     * @param details the same in sentences
     * @param done what pitr-guard did about it; empty where it did nothing
     * @param actors who did what, where that is known
     * @param reminder whether people know of it
     * @param commands what to run, or what to do in a sentence
     * @param console its page in the AWS console; empty where there is none that AWS documents
     */
    public record TableItem(
            String arn,
            String name,
            String account,
            String region,
            MessageKind kind,
            Severity severity,
            String what,
            List<String> details,
            Optional<String> done,
            List<String> actors,
            boolean reminder,
            List<String> commands,
            Optional<URI> console) {
        public TableItem {
            details = List.copyOf(details);
            actors = List.copyOf(actors);
            commands = List.copyOf(commands);
        }
    }

    /** A page to look at. */
    public record Link(String label, URI url) {}
}
