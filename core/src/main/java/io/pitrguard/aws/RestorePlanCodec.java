package io.pitrguard.aws;

import io.pitrguard.domain.restore.ApprovalNeed;
import io.pitrguard.domain.restore.AuditTerms;
import io.pitrguard.domain.restore.Remark;
import io.pitrguard.domain.restore.RestoreCost;
import io.pitrguard.domain.restore.RestoreMoment;
import io.pitrguard.domain.restore.RestorePlan;
import io.pitrguard.domain.restore.RestoreRequest;
import io.pitrguard.domain.restore.RestoreSource;
import io.pitrguard.domain.restore.SettingsChoice;
import io.pitrguard.domain.restore.TimeEstimate;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.TableRef;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The attributes of what a restore will do. */
final class RestorePlanCodec {
    private static final Pattern TABLE_ARN = Pattern.compile("arn:([^:]+):dynamodb:([^:]+):(\\d{12}):table/(.+)");

    private static final String REQUEST = "request";
    private static final String DELETED = "deleted";
    private static final String TABLE = "table";
    private static final String MOMENT = "moment";
    private static final String TARGET_NAME = "targetName";
    private static final String TARGET_REGION = "targetRegion";
    private static final String INDEXES = "indexes";
    private static final String SETTINGS = "settings";
    private static final String KMS_KEY = "kmsKey";
    private static final String REQUESTER = "requester";
    private static final String AUDIT = "audit";
    private static final String OWNER = "owner";
    private static final String PURPOSE = "purpose";
    private static final String UNTIL = "until";
    private static final String TARGET = "target";
    private static final String TARGET_PREFIX = "targetPrefix";
    private static final String FROM = "from";
    private static final String SOURCE = "source";
    private static final String TIME = "time";
    private static final String SHORTEST = "shortestSeconds";
    private static final String LONGEST = "longestSeconds";
    private static final String RESTORES = "restores";
    private static final String DRILLS = "drills";
    private static final String COST = "cost";
    private static final String LEAST = "least";
    private static final String MOST = "most";
    private static final String AS_OF = "asOf";
    private static final String WITHOUT = "without";
    private static final String REASON = "reason";
    private static final String REMARKS = "remarks";
    private static final String KIND = "kind";
    private static final String TEXT = "text";
    private static final String APPROVAL = "approval";
    private static final String APPROVERS = "approvers";
    private static final String BREAK_GLASS = "breakGlass";
    private static final String WITHIN = "withinSeconds";
    private static final String PLANNED_AT = "plannedAt";
    private static final String DIGEST = "digest";

    private RestorePlanCodec() {}

    /** The digest is stored for people who read the item; it follows from the rest. */
    static ItemWriter write(RestorePlan plan) {
        ItemWriter item = new ItemWriter()
                .map(REQUEST, write(plan.request()))
                .text(TARGET, plan.target().arn())
                .text(TARGET_PREFIX, plan.targetPrefix())
                .map(FROM, RestoreSourceCodec.write(plan.from()))
                .map(SOURCE, RestoreSourceCodec.write(plan.source()))
                .map(COST, write(plan.cost()))
                .maps(
                        REMARKS,
                        plan.remarks().stream()
                                .map(remark -> new ItemWriter()
                                        .choice(KIND, remark.kind())
                                        .text(TEXT, remark.text()))
                                .toList())
                .instant(PLANNED_AT, plan.plannedAt())
                .text(DIGEST, plan.digest());
        if (plan.time() instanceof TimeEstimate.Measured measured) {
            item.map(TIME, write(measured));
        }
        if (plan.approval() instanceof ApprovalNeed.Required required) {
            item.map(APPROVAL, write(required));
        }
        return item;
    }

    static RestorePlan read(Fields fields) {
        return new RestorePlan(
                request(RestoreRecordCodec.map(fields, REQUEST)),
                table(fields, TARGET),
                fields.text(TARGET_PREFIX),
                RestoreSourceCodec.point(RestoreRecordCodec.map(fields, FROM)),
                RestoreSourceCodec.facts(RestoreRecordCodec.map(fields, SOURCE)),
                fields.optionalMap(TIME)
                        .<TimeEstimate>map(RestorePlanCodec::measured)
                        .orElseGet(TimeEstimate.General::new),
                cost(RestoreRecordCodec.map(fields, COST)),
                fields.maps(REMARKS).stream()
                        .map(remark -> new Remark(remark.choice(KIND, Remark.Kind.class), remark.text(TEXT)))
                        .toList(),
                fields.optionalMap(APPROVAL)
                        .<ApprovalNeed>map(RestorePlanCodec::required)
                        .orElseGet(ApprovalNeed.NotRequired::new),
                fields.instant(PLANNED_AT));
    }

    private static ItemWriter write(RestoreRequest request) {
        ItemWriter item = new ItemWriter()
                .flag(DELETED, request.source() instanceof RestoreSource.Deleted)
                .text(TABLE, request.source().table().arn())
                .text(TARGET_NAME, request.targetName())
                .text(TARGET_REGION, request.targetRegion())
                .flag(INDEXES, request.indexes())
                .choice(SETTINGS, request.settings())
                .text(KMS_KEY, request.kmsKey())
                .text(REQUESTER, request.requester());
        request.audit().ifPresent(terms -> item.map(AUDIT, write(terms)));
        return switch (request.moment()) {
            case RestoreMoment.At at -> item.instant(MOMENT, at.instant());
            case RestoreMoment.Latest _ -> item;
        };
    }

    private static RestoreRequest request(Fields fields) {
        TableRef table = table(fields, TABLE);
        return RestoreRecordCodec.built(
                fields,
                REQUESTER,
                () -> new RestoreRequest(
                        fields.flag(DELETED) ? new RestoreSource.Deleted(table) : new RestoreSource.Live(table),
                        fields.optionalInstant(MOMENT)
                                .<RestoreMoment>map(RestoreMoment.At::new)
                                .orElseGet(RestoreMoment.Latest::new),
                        fields.optionalText(TARGET_NAME),
                        fields.optionalText(TARGET_REGION),
                        fields.flag(INDEXES),
                        fields.choice(SETTINGS, SettingsChoice.class),
                        fields.optionalText(KMS_KEY),
                        fields.text(REQUESTER),
                        fields.optionalMap(AUDIT).map(RestorePlanCodec::audit)));
    }

    private static ItemWriter write(AuditTerms terms) {
        return new ItemWriter()
                .text(OWNER, terms.owner())
                .text(PURPOSE, terms.purpose())
                .text(UNTIL, terms.until().toString());
    }

    private static AuditTerms audit(Fields fields) {
        return RestoreRecordCodec.built(
                fields, OWNER, () -> new AuditTerms(fields.text(OWNER), fields.text(PURPOSE), date(fields, UNTIL)));
    }

    /** All that was measured is counted first, and how many of that are drills: a version without drills reads the sum. */
    static ItemWriter write(TimeEstimate.Measured measured) {
        return new ItemWriter()
                .number(SHORTEST, measured.shortest().toSeconds())
                .number(LONGEST, measured.longest().toSeconds())
                .number(RESTORES, measured.restores() + measured.drills())
                .number(DRILLS, measured.drills());
    }

    static TimeEstimate measured(Fields fields) {
        return RestoreRecordCodec.built(
                fields,
                RESTORES,
                () -> new TimeEstimate.Measured(
                        Duration.ofSeconds(fields.number(SHORTEST)),
                        Duration.ofSeconds(fields.number(LONGEST)),
                        Math.toIntExact(fields.number(RESTORES) - drills(fields)),
                        Math.toIntExact(drills(fields))));
    }

    private static long drills(Fields fields) {
        return fields.optionalLong(DRILLS).orElse(0);
    }

    static ItemWriter write(RestoreCost cost) {
        return switch (cost) {
            case RestoreCost.Usd usd ->
                new ItemWriter()
                        .text(LEAST, usd.least().toPlainString())
                        .text(MOST, usd.most().toPlainString())
                        .text(AS_OF, usd.asOf().toString())
                        .texts(WITHOUT, usd.without());
            case RestoreCost.Unknown unknown -> new ItemWriter().text(REASON, unknown.reason());
        };
    }

    static RestoreCost cost(Fields fields) {
        return fields.optionalText(REASON)
                .<RestoreCost>map(RestoreCost.Unknown::new)
                .orElseGet(() -> new RestoreCost.Usd(
                        money(fields, LEAST), money(fields, MOST), date(fields, AS_OF), fields.texts(WITHOUT)));
    }

    private static BigDecimal money(Fields fields, String name) {
        String text = fields.text(name);
        if (!text.matches("\\d{1,12}(\\.\\d{1,6})?")) {
            throw fields.problem(name, "is not an amount");
        }
        return new BigDecimal(text);
    }

    private static LocalDate date(Fields fields, String name) {
        try {
            return LocalDate.parse(fields.text(name));
        } catch (DateTimeParseException e) {
            throw fields.problem(name, "is not a date");
        }
    }

    private static ItemWriter write(ApprovalNeed.Required required) {
        return new ItemWriter()
                .texts(APPROVERS, required.approvers())
                .flag(BREAK_GLASS, required.breakGlass())
                .number(WITHIN, required.within().toSeconds());
    }

    private static ApprovalNeed required(Fields fields) {
        return new ApprovalNeed.Required(
                fields.texts(APPROVERS), fields.flag(BREAK_GLASS), Duration.ofSeconds(fields.number(WITHIN)));
    }

    /** Returns the table of an ARN. */
    static TableRef table(Fields fields, String name) {
        Matcher arn = TABLE_ARN.matcher(fields.text(name));
        if (!arn.matches()) {
            throw fields.problem(name, "is not the ARN of a table");
        }
        return new AccountRegion(arn.group(1), arn.group(3), arn.group(2)).table(arn.group(4));
    }
}
