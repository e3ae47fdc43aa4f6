package io.pitrguard.report;

import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.finding.Severity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A report for data lakes: for each table a Compliance Finding of the Open Cybersecurity Schema Framework, as a line of JSON.
 * https://schema.ocsf.io/1.8.0/classes/compliance_finding?profiles=cloud
 */
public final class OcsfFindings {
    /** The version of the schema. */
    public static final String VERSION = "1.8.0";

    private static final int COMPLIANCE_FINDING = 2003;
    private static final int FINDINGS = 2;
    private static final int CREATE = 1;
    private static final int AWS_ACCOUNT = 10;
    private static final int OTHER = 99;
    private static final int TARGET = 1;

    private OcsfFindings() {}

    /** Writes the findings, each on a line of its own. */
    public static void write(ReportView report, Writer out) {
        try {
            for (ReportView.TableView table : report.tables()) {
                out.write(Json.write(finding(report, table)));
                out.write('\n');
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> finding(ReportView report, ReportView.TableView table) {
        long at = Instant.parse(report.report().at()).toEpochMilli();
        Map<String, Object> finding = new LinkedHashMap<>();
        finding.put("class_uid", COMPLIANCE_FINDING);
        finding.put("class_name", "Compliance Finding");
        finding.put("category_uid", FINDINGS);
        finding.put("category_name", "Findings");
        finding.put("activity_id", CREATE);
        finding.put("activity_name", "Create");
        finding.put("type_uid", COMPLIANCE_FINDING * 100 + CREATE);
        finding.put("type_name", "Compliance Finding: Create");
        finding.put("time", at);
        Level level = Level.of(table);
        finding.put("severity_id", level.id());
        finding.put("severity", level.caption());
        State state = State.of(table.verdict());
        finding.put("status_id", state.id());
        finding.put("status", state.caption());
        finding.put("message", title(table));
        finding.put("metadata", metadata(report));
        finding.put("finding_info", info(table, at));
        finding.put("compliance", compliance(report, table));
        finding.put("resources", List.of(resource(table)));
        finding.put("cloud", cloud(table));
        remedy(table, finding);
        return finding;
    }

    private static Map<String, Object> metadata(ReportView report) {
        Map<String, Object> product = new LinkedHashMap<>();
        product.put("name", "pitr-guard");
        product.put("vendor_name", "pitr-guard");
        product.put("version", report.report().version());
        return map("version", VERSION, "profiles", List.of("cloud"), "product", product);
    }

    private static Map<String, Object> info(ReportView.TableView table, long at) {
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("uid", table.arn() + "/pitr-guard");
        info.put("title", title(table));
        info.put("desc", description(table));
        info.put(
                "last_seen_time",
                table.observedAt() == null
                        ? at
                        : Instant.parse(table.observedAt()).toEpochMilli());
        info.put("types", List.of("Software and Configuration Checks/AWS Security Best Practices"));
        return info;
    }

    private static Map<String, Object> compliance(ReportView report, ReportView.TableView table) {
        Result result = Result.of(table.verdict());
        List<String> kinds =
                table.violations().stream().map(ReportView.ViolationView::kind).toList();
        List<Control> controls = report.controls().stream()
                .filter(control -> kinds.isEmpty()
                        || control.findings().stream().anyMatch(kind -> kinds.contains(kind.toString())))
                .toList();
        Map<String, Object> compliance = new LinkedHashMap<>();
        compliance.put("status_id", result.id());
        compliance.put("status", result.caption());
        compliance.put("status_code", table.verdict().name());
        compliance.put("status_details", details(table));
        compliance.put(
                "control", "DynamoDB tables are restorable to any moment within the days that the policy requires");
        compliance.put(
                "standards",
                controls.stream().map(Control::framework).distinct().toList());
        compliance.put(
                "requirements",
                controls.stream()
                        .map(control -> control.framework() + " " + control.id())
                        .toList());
        compliance.put("checks", checks(table));
        Integer required = table.recovery().requiredDays();
        if (required != null) {
            compliance.put(
                    "control_parameters", List.of(map("name", "recoveryPeriodDays", "value", required.toString())));
        }
        return compliance;
    }

    private static List<Map<String, Object>> checks(ReportView.TableView table) {
        return table.violations().stream()
                .map(violation -> map(
                        "uid", violation.kind(),
                        "name", violation.brief(),
                        "desc", violation.message(),
                        "status_id", Result.FAIL.id(),
                        "status", Result.FAIL.caption(),
                        "severity_id", Level.of(violation.severity()).id()))
                .toList();
    }

    private static Map<String, Object> resource(ReportView.TableView table) {
        Map<String, Object> resource = new LinkedHashMap<>();
        resource.put("uid", table.arn());
        resource.put("name", table.name());
        resource.put("type", "AWS::DynamoDB::Table");
        resource.put("cloud_partition", table.arn().split(":", 3)[1]);
        resource.put("region", table.region());
        resource.put("role_id", TARGET);
        resource.put("role", "Target");
        return resource;
    }

    private static Map<String, Object> cloud(ReportView.TableView table) {
        return map(
                "provider",
                "AWS",
                "region",
                table.region(),
                "account",
                map("uid", table.account(), "type_id", AWS_ACCOUNT, "type", "AWS Account"));
    }

    private static void remedy(ReportView.TableView table, Map<String, Object> finding) {
        List<String> remedies = table.violations().stream()
                .map(ReportView.ViolationView::remedy)
                .distinct()
                .toList();
        String command = table.command();
        if (!remedies.isEmpty()) {
            finding.put("remediation", map("desc", String.join(" ", remedies)));
        } else if (command != null) {
            finding.put("remediation", map("desc", command));
        }
    }

    private static String title(ReportView.TableView table) {
        return "DynamoDB table %s: %s".formatted(table.name(), what(table));
    }

    private static String what(ReportView.TableView table) {
        return switch (table.verdict()) {
            case COMPLIANT -> "compliant";
            case NON_COMPLIANT ->
                String.join(
                        ", ",
                        table.violations().stream()
                                .map(ReportView.ViolationView::brief)
                                .toList());
            case EXEMPT -> "exempt";
            case NOT_APPLICABLE -> "not applicable";
            case UNDETERMINED -> "undetermined";
        };
    }

    private static String description(ReportView.TableView table) {
        List<String> details = details(table);
        return details.isEmpty() ? "The table can be restored as the policy requires." : String.join(" ", details);
    }

    private static List<String> details(ReportView.TableView table) {
        List<String> details = new ArrayList<>();
        table.violations().forEach(violation -> details.add(violation.message()));
        if (table.reason() != null) {
            details.add(table.reason());
        }
        return details;
    }

    private static Map<String, Object> map(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put(String.valueOf(keysAndValues[i]), keysAndValues[i + 1]);
        }
        return map;
    }

    /** A normalized value. */
    private record Level(int id, String caption) {
        static Level of(ReportView.TableView table) {
            return table.severity() == null
                    ? new Level(1, "Informational")
                    : of(Objects.requireNonNull(table.severity()));
        }

        static Level of(Severity severity) {
            return switch (severity) {
                case LOW -> new Level(2, "Low");
                case MEDIUM -> new Level(3, "Medium");
                case HIGH -> new Level(4, "High");
                case CRITICAL -> new Level(5, "Critical");
            };
        }
    }

    /** What the check came to. OCSF's warning is a check without a result. */
    private record Result(int id, String caption) {
        static final Result FAIL = new Result(3, "Fail");

        static Result of(VerdictKind verdict) {
            return switch (verdict) {
                case COMPLIANT -> new Result(1, "Pass");
                case NON_COMPLIANT -> FAIL;
                case UNDETERMINED -> new Result(2, "Warning");
                case EXEMPT -> new Result(OTHER, "Exempt");
                case NOT_APPLICABLE -> new Result(OTHER, "Not applicable");
            };
        }
    }

    /** Whether there is still something to do about the finding. */
    private record State(int id, String caption) {
        static State of(VerdictKind verdict) {
            return switch (verdict) {
                case COMPLIANT -> new State(4, "Resolved");
                case NON_COMPLIANT, UNDETERMINED -> new State(1, "New");
                case EXEMPT -> new State(3, "Suppressed");
                case NOT_APPLICABLE -> new State(5, "Archived");
            };
        }
    }
}
