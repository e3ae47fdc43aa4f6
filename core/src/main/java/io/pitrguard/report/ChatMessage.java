package io.pitrguard.report;

import io.pitrguard.domain.text.Counted;
import io.pitrguard.notify.MessageContent;
import io.pitrguard.notify.MessageContent.TableItem;
import io.pitrguard.notify.MessageKind;
import io.pitrguard.port.Alert;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A message as a custom notification of Amazon Q Developer in chat applications, which shows it in Slack and Microsoft Teams.
 * https://docs.aws.amazon.com/chatbot/latest/adminguide/custom-notifs.html
 */
final class ChatMessage {
    // AWS names no limits; Slack takes 3,000 characters in a section.
    private static final int TITLE = 150;
    private static final int DESCRIPTION = 2_800;
    private static final int LINE = 400;
    private static final int STEP = 600;
    private static final int MOST_TABLES = 10;
    private static final int MOST_STEPS = 5;
    private static final int MOST_RESOURCES = 10;

    private ChatMessage() {}

    /**
     * Returns the message.
     *
     * @param mail the mail, whose subject and attributes it has
     * @param at when it happened, ISO-8601: messages about the same table on a day are in one thread
     */
    static Alert of(MessageContent content, Alert mail, String at) {
        Map<String, Object> notification = new LinkedHashMap<>();
        notification.put("version", "1.0");
        notification.put("source", "custom");
        notification.put("content", content(content));
        notification.put("metadata", metadata(content, mail.subject(), at.substring(0, Math.min(10, at.length()))));
        return new Alert(mail.subject(), Json.write(Map.of("default", Json.write(notification))), mail.attributes());
    }

    private static Map<String, Object> content(MessageContent content) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("textType", "client-markdown");
        shown.put("title", ChatText.cut(sign(content) + " " + ChatText.escaped(content.title()), TITLE));
        shown.put("description", description(content));
        shown.put("nextSteps", steps(content));
        shown.put(
                "keywords",
                List.of(
                        "pitr-guard",
                        content.kind().toString(),
                        content.severity().name().toLowerCase(Locale.ROOT)));
        return shown;
    }

    private static String description(MessageContent content) {
        StringBuilder text = new StringBuilder()
                .append(ChatText.cut(ChatText.escaped(content.headline()), LINE))
                .append('\n')
                .append(ChatText.cut(ChatText.escaped(content.action().text()), LINE));
        List<TableItem> tables = content.tables();
        int shown = 0;
        for (TableItem table : tables.stream().limit(MOST_TABLES).toList()) {
            String line = "\n• " + line(table);
            if (text.length() + line.length() > DESCRIPTION) {
                break;
            }
            text.append(line);
            shown++;
        }
        if (shown < tables.size()) {
            text.append("\n… and ")
                    .append(Counted.tables(tables.size() - shown))
                    .append(" more");
        }
        return text.toString();
    }

    private static String line(TableItem table) {
        String actor =
                table.actors().isEmpty() ? "" : ". Who: " + table.actors().getFirst();
        String reminder = table.reminder() ? "Reminder: " : "";
        String done = table.done().map(what -> ". " + what).orElse("");
        return reminder + ChatText.code(table.name()) + " ("
                + ChatText.escaped(table.account() + ", " + table.region()) + "): "
                + ChatText.cut(ChatText.escaped(table.what() + actor + done), LINE)
                + table.console().map(url -> " " + url).orElse("");
    }

    private static List<String> steps(MessageContent content) {
        Stream<String> ofTables = content.tables().stream().flatMap(table -> table.commands().stream());
        return Stream.concat(ofTables, content.commands().stream())
                .distinct()
                .filter(step -> step.length() <= STEP)
                .limit(MOST_STEPS)
                .map(step -> isCommand(step) ? ChatText.code(step) : ChatText.escaped(step))
                .toList();
    }

    private static boolean isCommand(String step) {
        return step.startsWith("aws ") || step.startsWith("./pitr-guard ");
    }

    private static Map<String, Object> metadata(MessageContent content, String subject, String day) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        if (content.tables().size() == 1) {
            metadata.put("threadId", thread(content.tables().getFirst().arn(), day));
        }
        metadata.put("summary", subject);
        metadata.put("eventType", "pitr-guard-" + content.kind());
        List<String> resources = content.tables().stream()
                .map(TableItem::arn)
                .limit(MOST_RESOURCES)
                .toList();
        if (!resources.isEmpty()) {
            metadata.put("relatedResources", resources);
        }
        metadata.put("additionalContext", context(content));
        return metadata;
    }

    private static Map<String, String> context(MessageContent content) {
        Map<String, String> context = new LinkedHashMap<>();
        context.put("severity", content.severity().name());
        context.put("actionNeeded", Boolean.toString(content.action().needed()));
        content.place().account().ifPresent(account -> context.put("account", account));
        content.place().region().ifPresent(region -> context.put("region", region));
        content.place().owner().ifPresent(owner -> context.put("owner", owner));
        return context;
    }

    private static String thread(String arn, String day) {
        return UUID.nameUUIDFromBytes((day + " " + arn).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /** Not by colour alone: the title names it. */
    private static String sign(MessageContent content) {
        if (content.kind() == MessageKind.RESOLVED) {
            return "✅";
        }
        return switch (content.severity()) {
            case CRITICAL -> "🔴";
            case HIGH -> "🟠";
            case MEDIUM -> "🟡";
            case LOW -> "🔵";
        };
    }
}
