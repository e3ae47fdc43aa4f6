package io.pitrguard.aws;

import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.FindingImport;
import io.pitrguard.port.TableFinding;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;
import software.amazon.awssdk.services.securityhub.model.AwsSecurityFinding;
import software.amazon.awssdk.services.securityhub.model.BatchImportFindingsResponse;
import software.amazon.awssdk.services.securityhub.model.ComplianceStatus;
import software.amazon.awssdk.services.securityhub.model.ImportFindingsError;
import software.amazon.awssdk.services.securityhub.model.Partition;
import software.amazon.awssdk.services.securityhub.model.RecordState;
import software.amazon.awssdk.services.securityhub.model.Resource;
import software.amazon.awssdk.services.securityhub.model.SeverityLabel;
import software.amazon.awssdk.services.securityhub.model.WorkflowStatus;

/**
 * Imports findings into the Security Hub of an account and region, as those of its default product.
 * https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_BatchImportFindings.html
 */
public final class SecurityHubFindings implements FindingImport {
    /** What it takes of the caller's permissions, on the account's default product. */
    public static final String ACTION = "securityhub:BatchImportFindings";

    private static final String TYPE = "Software and Configuration Checks/AWS Security Best Practices";
    private static final String NOT_SUBSCRIBED = "InvalidAccessException";

    private final SecurityHubClient client;
    private final AccountRegion hub;

    /**
     * Imports into this account and region. For the default product AWS takes only findings of the caller's own account: a
     * table of another account is the finding's resource.
     */
    public SecurityHubFindings(SecurityHubClient client, AccountRegion hub) {
        this.client = client;
        this.hub = hub;
    }

    @Override
    public List<Optional<Cause>> send(List<TableFinding> findings) {
        try {
            BatchImportFindingsResponse answer = client.batchImportFindings(
                    b -> b.findings(findings.stream().map(this::finding).toList()));
            if (answer.successCount() == null && answer.failedCount() == null) {
                return Collections.nCopies(
                        findings.size(),
                        Optional.of(new Cause(
                                Cause.Kind.BROKEN, "AWS answered " + ACTION + " on " + on() + " without counts.")));
            }
            Map<String, ImportFindingsError> failed = answer.failedFindings().stream()
                    .filter(error -> error.id() != null)
                    .collect(Collectors.toMap(ImportFindingsError::id, error -> error, (first, _) -> first));
            // A failure that names no finding may be that of any.
            boolean unnamed = answer.failedCount() != null && answer.failedCount() > failed.size();
            return findings.stream()
                    .map(finding -> Optional.ofNullable(failed.get(finding.id()))
                            .map(this::refused)
                            .or(() -> unnamed ? Optional.of(unnamed()) : Optional.empty()))
                    .toList();
        } catch (SdkException e) {
            return Collections.nCopies(findings.size(), Optional.of(refused(e)));
        }
    }

    private Cause refused(SdkException e) {
        Cause cause = AwsErrors.sort(ACTION, on(), e);
        return e instanceof AwsServiceException service
                        && AwsErrors.code(service).equals(NOT_SUBSCRIBED)
                ? new Cause(
                        Cause.Kind.MISSING,
                        cause.message(),
                        Optional.of("Enable Security Hub there, or deploy without securityHub=true."))
                : cause;
    }

    private Cause unnamed() {
        return new Cause(
                Cause.Kind.BROKEN,
                "AWS answered %s on %s with failures that it does not name.".formatted(ACTION, on()));
    }

    private Cause refused(ImportFindingsError error) {
        String code = Objects.requireNonNullElse(error.errorCode(), "InternalFailure");
        return AwsErrors.sort(
                ACTION,
                on(),
                AwsServiceException.builder()
                        .statusCode(code.startsWith("Internal") ? 500 : 400)
                        .awsErrorDetails(AwsErrorDetails.builder()
                                .errorCode(code)
                                .errorMessage(error.errorMessage())
                                .build())
                        .build());
    }

    private String on() {
        return "Security Hub of account %s in %s".formatted(hub.account(), hub.region());
    }

    /** https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-findings-format.html */
    private AwsSecurityFinding finding(TableFinding finding) {
        SeverityLabel severity = label(finding);
        AwsSecurityFinding.Builder builder = AwsSecurityFinding.builder()
                .schemaVersion("2018-10-08")
                .id(finding.id())
                .productArn("arn:%s:securityhub:%s:%s:product/%s/default"
                        .formatted(hub.partition(), hub.region(), hub.account(), hub.account()))
                .generatorId("pitr-guard")
                .awsAccountId(hub.account())
                .types(TYPE)
                .createdAt(finding.createdAt().toString())
                .firstObservedAt(finding.createdAt().toString())
                .updatedAt(finding.updatedAt().toString())
                .lastObservedAt(finding.updatedAt().toString())
                .severity(s -> s.label(severity))
                // An update changes these only here.
                .findingProviderFields(f -> f.severity(s -> s.label(severity)).types(TYPE))
                .title(finding.title())
                .description(finding.description())
                .productFields(finding.fields())
                .resources(resource(finding))
                .compliance(c -> c.status(
                                ComplianceStatus.fromValue(finding.status().name()))
                        .relatedRequirements(finding.requirements()))
                .workflow(w -> w.status(
                        finding.status() == TableFinding.Status.PASSED ? WorkflowStatus.RESOLVED : WorkflowStatus.NEW))
                .recordState(finding.archived() ? RecordState.ARCHIVED : RecordState.ACTIVE);
        finding.remedy().ifPresent(remedy -> builder.remediation(r -> r.recommendation(c -> c.text(remedy))));
        return builder.build();
    }

    private static Resource resource(TableFinding finding) {
        return Resource.builder()
                .type("AwsDynamoDbTable")
                .id(finding.table().arn())
                .partition(Partition.fromValue(finding.table().where().partition()))
                .region(finding.table().where().region())
                .build();
    }

    private static SeverityLabel label(TableFinding finding) {
        return finding.severity()
                .map(severity -> switch (severity) {
                    case LOW -> SeverityLabel.LOW;
                    case MEDIUM -> SeverityLabel.MEDIUM;
                    case HIGH -> SeverityLabel.HIGH;
                    case CRITICAL -> SeverityLabel.CRITICAL;
                })
                .orElse(SeverityLabel.INFORMATIONAL);
    }
}
