package io.pitrguard.cli;

import io.pitrguard.aws.AwsErrors;
import io.pitrguard.domain.selfcheck.Component;
import io.pitrguard.domain.selfcheck.HealthFinding;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.wiring.AwsClients;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.account.AccountClient;
import software.amazon.awssdk.services.config.model.ResourceType;
import software.amazon.awssdk.services.dynamodb.model.UpdateContinuousBackupsRequest;

/**
 * Calls that find out what the member role may do in an account and region. AWS checks permissions first, so that a call
 * about something that does not exist is enough; none of them changes anything.
 */
final class MemberProbes {
    /** No table of this name exists, and none is created. */
    static final String TABLE = "pitr-guard-doctor-no-such-table";

    private static final String QUERY =
            "SELECT resourceId WHERE resourceType = 'AWS::DynamoDB::Table' AND resourceId = '" + TABLE + "'";
    private static final String NOTHING = "pitr-guard-doctor-nothing";
    private static final String DEPLOY =
            " If the role was changed or is of an earlier version, deploy the member template again (docs/organization.md).";

    /** What a permission is for. */
    enum Use {
        /** Every sweep. */
        SWEEP,
        /** Remediation. */
        REMEDIATION,
        /** The organization's AWS Config rule. */
        CONFIG_RULE,
        /** The check whether a trail logs the calls that are forwarded. */
        FORWARDING
    }

    /** A permission that the role must have. */
    enum Permission {
        LIST_REGIONS("account:ListRegions", Use.SWEEP),
        LIST_TABLES("dynamodb:ListTables", Use.SWEEP),
        GET_TAGS("tag:GetResources", Use.SWEEP),
        READ_RECOVERY("dynamodb:DescribeContinuousBackups", Use.SWEEP),
        DESCRIBE("dynamodb:DescribeTable", Use.SWEEP),
        READ_TAGS("dynamodb:ListTagsOfResource", Use.SWEEP),
        ASK_CONFIG("config:SelectResourceConfig", Use.SWEEP),
        REMEDIATE("dynamodb:UpdateContinuousBackups", Use.REMEDIATION),
        REPORT("config:PutEvaluations", Use.CONFIG_RULE),
        ASK_RESULTS("config:GetComplianceDetailsByConfigRule", Use.CONFIG_RULE),
        LOOK_UP("config:GetResourceConfigHistory", Use.CONFIG_RULE),
        LIST_TRAILS("cloudtrail:DescribeTrails", Use.FORWARDING),
        READ_TRAIL("cloudtrail:GetTrailStatus", Use.FORWARDING),
        READ_SELECTORS("cloudtrail:GetEventSelectors", Use.FORWARDING);

        private final String action;
        private final Use use;

        Permission(String action, Use use) {
            this.action = action;
            this.use = use;
        }

        /** Returns the action's name in IAM. */
        String action() {
            return action;
        }

        Use use() {
            return use;
        }
    }

    private final Set<Use> uses;

    /** Probes the permissions for these uses. */
    MemberProbes(Set<Use> uses) {
        this.uses = EnumSet.copyOf(uses);
    }

    /** Returns what the role lacks or what could not be found out; one {@code Ok} if it has all. */
    List<HealthFinding> run(AwsClients clients, AccountRegion where) {
        List<HealthFinding> findings = new ArrayList<>();
        for (Permission permission : Permission.values()) {
            // Nothing is written where a table could answer to the name.
            if (uses.contains(permission.use) && (permission.use != Use.REMEDIATION || isAbsent(clients))) {
                probe(permission, clients, where).ifPresent(findings::add);
            }
        }
        return findings.isEmpty()
                ? List.of(new HealthFinding.Ok(Component.PERMISSION, "The member role has all permissions."))
                : findings;
    }

    private static boolean isAbsent(AwsClients clients) {
        try {
            clients.dynamoDb().describeContinuousBackups(b -> b.tableName(TABLE));
            return false;
        } catch (SdkException e) {
            return AwsErrors.isGone(e);
        }
    }

    private static Optional<HealthFinding> probe(Permission permission, AwsClients clients, AccountRegion where) {
        try {
            call(permission, clients, where);
            return Optional.empty();
        } catch (SdkException e) {
            Cause cause = AwsErrors.sort(permission.action, "account " + where.account(), e);
            return switch (cause.kind()) {
                case DENIED ->
                    Optional.of(new HealthFinding.Problem(
                            Component.PERMISSION,
                            "The member role may not call %s. %s".formatted(permission.action, cause.what()),
                            cause.toDo() + DEPLOY));
                case THROTTLED, BROKEN ->
                    Optional.of(new HealthFinding.Unknown(
                            Component.PERMISSION,
                            "Whether the member role may call %s could not be read. %s"
                                    .formatted(permission.action, cause.message()),
                            true));
                // AWS let the call through: there is nothing that it could be about.
                case REFUSED, NOT_YET, MISSING, OUT_OF_TIME -> Optional.empty();
            };
        }
    }

    /** Sends the call that takes a permission. */
    private static void call(Permission permission, AwsClients clients, AccountRegion where) {
        switch (permission) {
            case LIST_REGIONS -> clients.client(AccountClient.builder()).listRegions(b -> b.maxResults(1));
            case LIST_TABLES -> clients.dynamoDb().listTables(b -> b.limit(1));
            case GET_TAGS ->
                clients.tagging()
                        .getResources(
                                b -> b.resourceTypeFilters("dynamodb:table").resourcesPerPage(1));
            case READ_RECOVERY -> clients.dynamoDb().describeContinuousBackups(b -> b.tableName(TABLE));
            case DESCRIBE -> clients.dynamoDb().describeTable(b -> b.tableName(TABLE));
            case READ_TAGS ->
                clients.dynamoDb()
                        .listTagsOfResource(
                                b -> b.resourceArn(where.table(TABLE).arn()));
            case ASK_CONFIG ->
                clients.config().selectResourceConfig(b -> b.limit(1).expression(QUERY));
            case REMEDIATE -> clients.dynamoDb().updateContinuousBackups(enabling());
            case REPORT ->
                clients.config().putEvaluations(b -> b.resultToken(NOTHING).testMode(true));
            case ASK_RESULTS -> clients.config().getComplianceDetailsByConfigRule(b -> b.configRuleName(NOTHING));
            case LOOK_UP ->
                clients.config()
                        .getResourceConfigHistory(b ->
                                b.resourceType(ResourceType.AWS_DYNAMO_DB_TABLE).resourceId(TABLE));
            case LIST_TRAILS -> clients.cloudTrail(where.region()).describeTrails(b -> b.includeShadowTrails(false));
            case READ_TRAIL -> clients.cloudTrail(where.region()).getTrailStatus(b -> b.name(NOTHING));
            case READ_SELECTORS -> clients.cloudTrail(where.region()).getEventSelectors(b -> b.trailName(NOTHING));
        }
    }

    private static UpdateContinuousBackupsRequest enabling() {
        return UpdateContinuousBackupsRequest.builder()
                .tableName(TABLE)
                .pointInTimeRecoverySpecification(recovery -> recovery.pointInTimeRecoveryEnabled(true))
                .build();
    }
}
