package io.pitrguard.aws;

import io.pitrguard.domain.restore.Approval;
import io.pitrguard.domain.restore.Confirmation;
import io.pitrguard.domain.restore.RestoreEvent;
import io.pitrguard.domain.restore.RestoreId;
import io.pitrguard.domain.restore.RestoreRecord;
import io.pitrguard.domain.restore.SignOff;
import io.pitrguard.domain.settings.CopyProgress;
import io.pitrguard.domain.settings.CopyRecord;
import io.pitrguard.port.RestoreStore.Stored;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** How a restore is stored. */
final class RestoreRecordCodec {
    /** The format that this version writes and reads; in another format an attribute means something else. */
    static final int FORMAT = 1;

    /**
     * The format of an audit table's restore: a version that knows nothing of them refuses it, instead of making a table
     * that everybody may write and delete.
     */
    static final int AUDIT_FORMAT = 2;

    static final String FORMAT_NAME = "format";
    static final String VERSION = VersionedItems.VERSION;

    private static final String ID = "id";
    private static final String PLAN = "plan";
    private static final String STATE = "state";
    private static final String LOG = "log";
    private static final String AT = "at";
    private static final String BY = "by";
    private static final String WHAT = "what";
    private static final String APPROVAL = "approval";
    private static final String DIGEST = "digest";
    private static final String BREAK_GLASS = "breakGlass";
    private static final String CONFIRMATION = "confirmation";
    private static final String SETTINGS = "settings";
    private static final String COPIED = "copied";
    private static final String SETTING = "setting";
    private static final String CHANGE = "change";
    private static final String OUTCOME = "outcome";
    private static final String REQUEST_ID = "requestId";
    private static final String SIGN_OFF = "signOff";
    private static final String APPROVER = "approver";
    private static final String TASK_TOKEN = "taskToken";

    private RestoreRecordCodec() {}

    /** Returns the item of a restore. */
    static Map<String, AttributeValue> write(Stored stored) {
        RestoreRecord record = stored.record();
        ItemWriter item = new ItemWriter()
                .key(LedgerKeys.restore(record.where(), record.id()))
                .number(FORMAT_NAME, record.plan().request().audit().isPresent() ? AUDIT_FORMAT : FORMAT)
                .number(VERSION, stored.version())
                .text(ID, record.id().value())
                .map(PLAN, RestorePlanCodec.write(record.plan()))
                .map(STATE, RestoreStateCodec.write(record.state()))
                .maps(LOG, record.log().stream().map(RestoreRecordCodec::write).toList())
                .maps(
                        COPIED,
                        record.settings().records().stream()
                                .map(RestoreRecordCodec::write)
                                .toList())
                .text(REQUEST_ID, record.requestId())
                .text(TASK_TOKEN, record.taskToken());
        record.approval().ifPresent(approval -> item.map(APPROVAL, write(approval)));
        record.signOff().ifPresent(signOff -> item.map(SIGN_OFF, write(signOff)));
        record.confirmation().ifPresent(confirmation -> item.map(CONFIRMATION, write(confirmation)));
        return item.build();
    }

    /**
     * Returns the restore in an item.
     *
     * @throws NotUnderstoodException if another version wrote it, or somebody changed it
     */
    static Stored read(Map<String, AttributeValue> item) {
        Fields fields = Fields.of(item);
        long format = fields.number(FORMAT_NAME);
        if (format != FORMAT && format != AUDIT_FORMAT) {
            throw fields.problem(FORMAT_NAME, "is " + format + ", which this version does not know");
        }
        RestoreRecord record = built(
                fields,
                STATE,
                () -> new RestoreRecord(
                        built(fields, ID, () -> new RestoreId(fields.text(ID))),
                        RestorePlanCodec.read(map(fields, PLAN)),
                        RestoreStateCodec.read(map(fields, STATE)),
                        fields.maps(LOG).stream()
                                .map(entry -> new RestoreEvent(entry.instant(AT), entry.text(WHAT)))
                                .toList(),
                        fields.optionalMap(APPROVAL).map(RestoreRecordCodec::approval),
                        fields.optionalMap(CONFIRMATION).map(RestoreRecordCodec::confirmation),
                        new CopyProgress(fields.maps(COPIED).stream()
                                .map(RestoreRecordCodec::copied)
                                .toList()),
                        fields.optionalText(REQUEST_ID),
                        fields.optionalMap(SIGN_OFF).map(RestoreRecordCodec::signOff),
                        fields.optionalText(TASK_TOKEN)));
        return built(fields, VERSION, () -> new Stored(record, fields.number(VERSION)));
    }

    private static ItemWriter write(RestoreEvent event) {
        return new ItemWriter().instant(AT, event.at()).text(WHAT, event.what());
    }

    private static ItemWriter write(CopyRecord copied) {
        return new ItemWriter()
                .text(SETTING, copied.setting())
                .text(CHANGE, copied.change())
                .instant(AT, copied.at())
                .choice(OUTCOME, copied.outcome())
                .text(WHAT, copied.text());
    }

    private static CopyRecord copied(Fields fields) {
        return new CopyRecord(
                fields.text(SETTING),
                fields.text(CHANGE),
                fields.instant(AT),
                fields.choice(OUTCOME, CopyRecord.Outcome.class),
                fields.text(WHAT));
    }

    private static ItemWriter write(Approval approval) {
        return new ItemWriter()
                .text(BY, approval.by())
                .instant(AT, approval.at())
                .text(DIGEST, approval.planDigest())
                .flag(BREAK_GLASS, approval.breakGlass());
    }

    private static Approval approval(Fields fields) {
        return new Approval(fields.text(BY), fields.instant(AT), fields.text(DIGEST), fields.flag(BREAK_GLASS));
    }

    private static ItemWriter write(SignOff signOff) {
        return new ItemWriter()
                .text(APPROVER, signOff.approver())
                .text(BY, signOff.caller())
                .instant(AT, signOff.at());
    }

    private static SignOff signOff(Fields fields) {
        return built(fields, APPROVER, () -> new SignOff(fields.text(APPROVER), fields.text(BY), fields.instant(AT)));
    }

    private static ItemWriter write(Confirmation confirmation) {
        return new ItemWriter()
                .text(BY, confirmation.by())
                .instant(AT, confirmation.at())
                .texts(SETTINGS, new TreeSet<>(confirmation.settings()));
    }

    private static Confirmation confirmation(Fields fields) {
        return new Confirmation(fields.text(BY), fields.instant(AT), Set.copyOf(fields.texts(SETTINGS)));
    }

    /** Returns a map that must be there. */
    static Fields map(Fields fields, String name) {
        Optional<Fields> map = fields.optionalMap(name);
        return map.orElseThrow(() -> fields.problem(name, "is missing"));
    }

    /** Returns what is built of an attribute; a value that refuses it names the attribute. */
    static <T> T built(Fields fields, String name, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw fields.problem(name, "is refused: " + e.getMessage());
        }
    }
}
