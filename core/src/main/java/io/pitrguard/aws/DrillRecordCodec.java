package io.pitrguard.aws;

import io.pitrguard.domain.drill.Abort;
import io.pitrguard.domain.drill.CheckKind;
import io.pitrguard.domain.drill.CheckResult;
import io.pitrguard.domain.drill.DrillCalls;
import io.pitrguard.domain.drill.DrillEvidenceLink;
import io.pitrguard.domain.drill.DrillId;
import io.pitrguard.domain.drill.DrillRecord;
import io.pitrguard.domain.drill.DrillTimes;
import io.pitrguard.domain.drill.DrillVerdict;
import io.pitrguard.domain.drill.EndNotification;
import io.pitrguard.domain.drill.ReadUnits;
import io.pitrguard.domain.restore.RestoreEvent;
import io.pitrguard.port.DrillStore.Stored;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** How a drill is stored. */
final class DrillRecordCodec {
    /** The format that this version writes and reads; in another format an attribute means something else. */
    static final int FORMAT = 1;

    private static final String FORMAT_NAME = "format";
    private static final String ID = "id";
    private static final String PLAN = "plan";
    private static final String STATE = "state";
    private static final String LOG = "log";
    private static final String AT = "at";
    private static final String WHAT = "what";
    private static final String REQUESTED = "requestedAt";
    private static final String ACTIVE = "activeAt";
    private static final String CHECKED = "checkedAt";
    private static final String DELETED = "deletedAt";
    private static final String CHECKS = "checks";
    private static final String KIND = "kind";
    private static final String HOW = "how";
    private static final String EXPECTED = "expected";
    private static final String SEEN = "seen";
    private static final String VERDICT = "verdict";
    private static final String REASON = "reason";
    private static final String REMEDY = "remedy";
    private static final String ABORT = "abort";
    private static final String REQUEST_ID = "requestId";
    private static final String TABLE_ID = "restoredTableId";
    private static final String UNITS = "readUnits";
    private static final String EVIDENCE = "evidence";
    private static final String NUMBER = "number";
    private static final String DIGEST = "digest";
    private static final String REPORT = "report";
    private static final String RESTORED = "restored";
    private static final String SOURCE = "source";
    private static final String LOOK = "look";
    private static final String NOTIFYING = "notifyingAt";
    private static final String NOTIFIED = "notifiedAt";
    private static final String MAY_REPEAT = "mayRepeat";

    private DrillRecordCodec() {}

    /** Returns the item of a drill. */
    static Map<String, AttributeValue> write(Stored stored) {
        DrillRecord record = stored.record();
        ItemWriter item = new ItemWriter()
                .key(LedgerKeys.drill(record.where(), record.id()))
                .number(FORMAT_NAME, FORMAT)
                .number(VersionedItems.VERSION, stored.version())
                .text(ID, record.id().value())
                .map(PLAN, DrillPlanCodec.write(record.plan()))
                .map(STATE, DrillStateCodec.write(record.state()))
                .maps(LOG, record.log().stream().map(DrillRecordCodec::event).toList())
                .instant(REQUESTED, record.times().requested())
                .instant(ACTIVE, record.times().active())
                .instant(CHECKED, record.times().checked())
                .instant(DELETED, record.times().deleted())
                .maps(CHECKS, results(record.checks()))
                .text(REQUEST_ID, record.calls().restore())
                .text(TABLE_ID, record.calls().tableId())
                .map(UNITS, writeUnits(record.calls().units()));
        record.look().ifPresent(look -> item.map(LOOK, SampleLookCodec.write(look)));
        record.abort().ifPresent(abort -> item.map(ABORT, write(abort)));
        record.evidence()
                .ifPresent(link -> item.map(
                        EVIDENCE,
                        new ItemWriter()
                                .number(NUMBER, link.number())
                                .text(DIGEST, link.digest())
                                .text(REPORT, link.report())));
        return write(item, record.notification()).build();
    }

    private static ItemWriter write(ItemWriter item, EndNotification notification) {
        return switch (notification) {
            case EndNotification.Pending(boolean mayRepeat) ->
                item.text(MAY_REPEAT, mayRepeat ? Optional.of(MAY_REPEAT) : Optional.empty());
            case EndNotification.Begun(Instant at) -> item.instant(NOTIFYING, at);
            case EndNotification.Settled(Instant at) -> item.instant(NOTIFIED, at);
        };
    }

    private static EndNotification notification(Fields fields) {
        return fields.optionalInstant(NOTIFIED)
                .<EndNotification>map(EndNotification.Settled::new)
                .or(() -> fields.optionalInstant(NOTIFYING).map(EndNotification.Begun::new))
                .orElseGet(() -> new EndNotification.Pending(
                        fields.optionalText(MAY_REPEAT).isPresent()));
    }

    /**
     * Returns the drill in an item.
     *
     * @throws NotUnderstoodException if another version wrote it, or somebody changed it
     */
    static Stored read(Map<String, AttributeValue> item) {
        Fields fields = Fields.of(item);
        long format = fields.number(FORMAT_NAME);
        if (format != FORMAT) {
            throw fields.problem(FORMAT_NAME, "is " + format + ", which this version does not know");
        }
        DrillRecord record = new DrillRecord(
                RestoreRecordCodec.built(fields, ID, () -> new DrillId(fields.text(ID))),
                DrillPlanCodec.read(RestoreRecordCodec.map(fields, PLAN)),
                DrillStateCodec.read(RestoreRecordCodec.map(fields, STATE)),
                fields.maps(LOG).stream()
                        .map(entry -> new RestoreEvent(entry.instant(AT), entry.text(WHAT)))
                        .toList(),
                new DrillTimes(
                        fields.optionalInstant(REQUESTED),
                        fields.optionalInstant(ACTIVE),
                        fields.optionalInstant(CHECKED),
                        fields.optionalInstant(DELETED)),
                results(fields, CHECKS),
                fields.optionalMap(ABORT).map(DrillRecordCodec::abort),
                new DrillCalls(
                        fields.optionalText(REQUEST_ID),
                        fields.optionalText(TABLE_ID),
                        units(RestoreRecordCodec.map(fields, UNITS))),
                fields.optionalMap(EVIDENCE)
                        .map(link -> new DrillEvidenceLink(
                                link.number(NUMBER), link.text(DIGEST), link.optionalText(REPORT))),
                notification(fields),
                fields.optionalMap(LOOK).map(SampleLookCodec::read));
        return RestoreRecordCodec.built(
                fields, VersionedItems.VERSION, () -> new Stored(record, fields.number(VersionedItems.VERSION)));
    }

    private static ItemWriter event(RestoreEvent event) {
        return new ItemWriter().instant(AT, event.at()).text(WHAT, event.what());
    }

    private static ItemWriter write(Abort abort) {
        return new ItemWriter()
                .choice(VERDICT, abort.verdict())
                .text(REASON, abort.reason())
                .text(REMEDY, abort.remedy());
    }

    private static Abort abort(Fields fields) {
        return RestoreRecordCodec.built(
                fields,
                VERDICT,
                () -> new Abort(fields.choice(VERDICT, DrillVerdict.class), fields.text(REASON), fields.text(REMEDY)));
    }

    /** Returns results of checks as maps of an item. */
    static List<ItemWriter> results(List<CheckResult> results) {
        return results.stream()
                .map(result -> new ItemWriter()
                        .choice(KIND, result.kind())
                        .text(HOW, result.how())
                        .text(EXPECTED, result.expected())
                        .text(SEEN, result.seen())
                        .choice(VERDICT, result.verdict())
                        .text(REASON, result.reason()))
                .toList();
    }

    /** Returns results of checks in maps of an item. */
    static List<CheckResult> results(Fields fields, String name) {
        return fields.maps(name).stream()
                .map(result -> RestoreRecordCodec.built(
                        result,
                        VERDICT,
                        () -> new CheckResult(
                                result.choice(KIND, CheckKind.class),
                                result.text(HOW),
                                result.text(EXPECTED),
                                result.text(SEEN),
                                result.choice(VERDICT, DrillVerdict.class),
                                result.text(REASON))))
                .toList();
    }

    /** Read units have halves. */
    static ItemWriter writeUnits(ReadUnits units) {
        return new ItemWriter()
                .text(RESTORED, Double.toString(units.restored()))
                .text(SOURCE, Double.toString(units.source()));
    }

    static ReadUnits units(Fields fields) {
        return RestoreRecordCodec.built(
                fields,
                RESTORED,
                () -> new ReadUnits(
                        Double.parseDouble(fields.text(RESTORED)), Double.parseDouble(fields.text(SOURCE))));
    }
}
