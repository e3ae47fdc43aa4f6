package io.pitrguard.aws;

import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.ledger.Actor;
import io.pitrguard.domain.ledger.TimelineEntry;
import io.pitrguard.domain.ledger.Trigger;
import io.pitrguard.domain.table.TableRef;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** How an entry is stored. */
final class TimelineEntryCodec {
    /** When DynamoDB deletes it, in seconds since 1970. */
    static final String EXPIRES = "expires";

    private static final String AT = "at";
    private static final String KIND = "kind";
    private static final String TRIGGER = "trigger";
    private static final String TEXT = "text";
    private static final String ACTOR = "actor";
    private static final String WHO = "who";
    private static final String FROM = "from";
    private static final String WITH = "with";
    private static final String REQUEST_ID = "requestId";
    private static final String TABLE_ID = "tableId";
    private static final String FINDING = "finding";

    private TimelineEntryCodec() {}

    /**
     * Returns the item of an entry.
     *
     * @param kept how long it is kept after it happened
     */
    static Map<String, AttributeValue> write(TableRef table, TimelineEntry entry, Duration kept) {
        return attributes(entry)
                .key(LedgerKeys.entry(table, entry))
                .number(TableRecordCodec.FORMAT_NAME, TableRecordCodec.FORMAT)
                .number(EXPIRES, entry.at().plus(kept).getEpochSecond())
                .build();
    }

    /** Returns what an entry says, without a key. */
    static ItemWriter attributes(TimelineEntry entry) {
        ItemWriter item = new ItemWriter()
                .instant(AT, entry.at())
                .choice(KIND, entry.kind())
                .choice(TRIGGER, entry.trigger())
                .text(TEXT, entry.text())
                .text(TABLE_ID, entry.tableId())
                .text(FINDING, entry.finding().map(FindingKind::toString));
        entry.actor().ifPresent(actor -> item.map(ACTOR, write(actor)));
        return item;
    }

    static ItemWriter write(Actor actor) {
        return new ItemWriter()
                .text(WHO, actor.who())
                .text(FROM, actor.from())
                .text(WITH, actor.with())
                .text(REQUEST_ID, actor.requestId());
    }

    /** Reads an entry; one that cannot be understood says so, at the time that its key has. */
    static TimelineEntry readOrSayWhyNot(Map<String, AttributeValue> item) {
        try {
            return read(item);
        } catch (NotUnderstoodException e) {
            return new TimelineEntry(
                    LedgerKeys.time(item),
                    TimelineEntry.Kind.UNREADABLE,
                    Trigger.PERSON,
                    e.sorted().message(),
                    Optional.empty(),
                    Optional.empty());
        }
    }

    private static TimelineEntry read(Map<String, AttributeValue> item) {
        Fields fields = Fields.of(item);
        TableRecordCodec.requireFormat(fields);
        return read(fields);
    }

    static TimelineEntry read(Fields fields) {
        return new TimelineEntry(
                fields.instant(AT),
                fields.choice(KIND, TimelineEntry.Kind.class),
                fields.choice(TRIGGER, Trigger.class),
                fields.text(TEXT),
                fields.optionalMap(ACTOR).map(TimelineEntryCodec::actor),
                fields.optionalText(TABLE_ID),
                fields.optionalText(FINDING).flatMap(FindingKind::named));
    }

    static Actor actor(Fields fields) {
        return new Actor(fields.text(WHO), fields.text(FROM), fields.text(WITH), fields.text(REQUEST_ID));
    }
}
