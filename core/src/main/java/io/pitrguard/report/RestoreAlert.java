package io.pitrguard.report;

import io.pitrguard.domain.restore.RestoreCommands;
import io.pitrguard.domain.restore.RestorePlan;
import io.pitrguard.domain.restore.RestoreRecord;
import io.pitrguard.domain.text.Printable;
import io.pitrguard.notify.Announcement;
import io.pitrguard.notify.Message;
import io.pitrguard.notify.MessageContent;
import io.pitrguard.notify.MessageKind;
import io.pitrguard.port.Alert;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The alert about a restore: that it waits for a person, was approved by its requester, or has ended. It never holds the
 * token that resumes the state machine.
 */
public final class RestoreAlert {
    private RestoreAlert() {}

    /**
     * Returns the alert that goes with a restore's state; empty while it goes on by itself.
     *
     * @param at when that was noticed
     */
    public static Optional<Message> of(RestoreRecord restore, Instant at) {
        return RestoreNews.of(restore).map(news -> message(restore, news, at));
    }

    /**
     * Returns the alert that the requester approved the restore in an emergency.
     *
     * @param at when that was noticed
     */
    public static Message breakGlass(RestoreRecord restore, Instant at) {
        return message(restore, RestoreNews.breakGlass(restore), at);
    }

    /**
     * Returns the alert that nothing carries a restore on any more, although it has not ended.
     *
     * @param why as Step Functions names it
     * @param at when that was noticed
     */
    public static Message interrupted(RestoreRecord restore, String why, Instant at) {
        return message(restore, RestoreNews.interrupted(restore, Printable.line(why)), at);
    }

    private static Message message(RestoreRecord restore, RestoreNews news, Instant at) {
        MessageContent content = content(restore, news);
        Alert alert = alert(restore, news, content);
        return new Message(
                alert,
                content,
                Set.of(restore.plan().sourceTable().name()),
                false,
                new Announcement(List.of(), Optional.of(ChatMessage.of(content, alert, at.toString()))));
    }

    private static Alert alert(RestoreRecord restore, RestoreNews news, MessageContent content) {
        String subject = Subject.of(
                news.severity(),
                Optional.of(restore.plan().sourceTable().name()),
                news.title(),
                restore.where().account() + ", " + restore.where().region());
        Map<String, String> byProtocol = new LinkedHashMap<>();
        byProtocol.put("default", Json.write(view(restore, news)));
        byProtocol.put("email", text(restore, news, content));
        byProtocol.put("sms", subject);
        return new Alert(subject, Json.write(byProtocol), attributes(restore, news));
    }

    private static MessageContent content(RestoreRecord restore, RestoreNews news) {
        RestorePlan plan = restore.plan();
        String place = "account %s, %s"
                .formatted(restore.where().account(), restore.where().region());
        return new MessageContent(
                MessageKind.RESTORE,
                news.severity(),
                Printable.line(plan.sourceTable().name() + ": " + news.title()),
                Printable.line("Restore of table %s in %s to %s: %s."
                        .formatted(plan.sourceTable().name(), place, target(plan), news.title())),
                new MessageContent.Action(
                        news.needed(), (news.needed() ? "Action needed: " : "No action needed: ") + news.action()),
                new MessageContent.Place(
                        Optional.of(restore.where().account()),
                        Optional.of(restore.where().region()),
                        Optional.empty(),
                        Printable.line(place)),
                List.of(item(restore, news)),
                List.of(command("restore status", restore)),
                List.of());
    }

    private static MessageContent.TableItem item(RestoreRecord restore, RestoreNews news) {
        RestorePlan plan = restore.plan();
        return new MessageContent.TableItem(
                plan.sourceTable().arn(),
                Printable.line(plan.sourceTable().name()),
                restore.where().account(),
                restore.where().region(),
                MessageKind.RESTORE,
                news.severity(),
                news.title(),
                news.details().stream().map(Printable::line).toList(),
                Optional.empty(),
                List.of(Printable.line(plan.request().requester())),
                false,
                news.commands(),
                ConsoleLinks.table(
                        (restore.state().madeTableId().isPresent() ? plan.target() : plan.sourceTable()).arn()));
    }

    /** Returns the restored table, with its region where that is another one. */
    private static String target(RestorePlan plan) {
        return plan.request().crossRegion()
                ? plan.target().name() + " in " + plan.target().where().region()
                : plan.target().name();
    }

    private static String text(RestoreRecord restore, RestoreNews news, MessageContent content) {
        RestorePlan plan = restore.plan();
        StringBuilder text = new StringBuilder(MailText.opening(content))
                .append(TableText.labelled("Restore", restore.id().value()))
                .append(TableText.labelled("Source", plan.sourceTable().arn()))
                .append(TableText.labelled("Target", plan.target().arn()))
                .append(TableText.labelled("Content of", plan.from().moment().toString()))
                .append(TableText.labelled("Requested by", plan.request().requester()))
                .append(TableText.labelled("Plan", "SHA-256 " + plan.digest()));
        restore.approval()
                .ifPresent(approval ->
                        text.append(TableText.labelled("Approved by", approval.by() + " at " + approval.at())));
        news.details().forEach(detail -> text.append(TableText.labelled("What", detail)));
        news.commands().forEach(command -> text.append(TableText.labelled("To do", command)));
        content.commands().forEach(command -> text.append(TableText.labelled("More", command)));
        content.tables()
                .getFirst()
                .console()
                .ifPresent(url -> text.append(TableText.labelled("Console", url.toString())));
        return text.append(MailText.closing(content)).toString();
    }

    private static Map<String, Object> view(RestoreRecord restore, RestoreNews news) {
        RestorePlan plan = restore.plan();
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("restore", restore.id().value());
        view.put("state", news.state());
        view.put("actionNeeded", news.needed());
        view.put("source", plan.sourceTable().arn());
        view.put("target", plan.target().arn());
        view.put("moment", plan.from().moment().toString());
        view.put("requestedBy", plan.request().requester());
        view.put("approvedBy", restore.approval().map(approval -> approval.by()).orElse(""));
        view.put("planDigest", plan.digest());
        view.put("details", news.details());
        view.put("commands", news.commands());
        return view;
    }

    private static SortedMap<String, Alert.Attribute> attributes(RestoreRecord restore, RestoreNews news) {
        SortedMap<String, Alert.Attribute> attributes = new TreeMap<>();
        attributes.put("kind", new Alert.Attribute.Text("restore"));
        attributes.put(
                "severity", new Alert.Attribute.Text(news.severity().name().toLowerCase(Locale.ROOT)));
        attributes.put("account", new Alert.Attribute.Text(restore.where().account()));
        attributes.put("region", new Alert.Attribute.Text(restore.where().region()));
        attributes.put(
                "table", new Alert.Attribute.Text(restore.plan().sourceTable().name()));
        return attributes;
    }

    /** Returns a command of pitr-guard about a restore. */
    static String command(String words, RestoreRecord restore) {
        return RestoreCommands.about(restore, words);
    }
}
