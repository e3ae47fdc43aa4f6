package io.pitrguard.infra;

import static io.pitrguard.infra.TemplateSyntax.object;
import static io.pitrguard.infra.TemplateSyntax.onlyIf;
import static io.pitrguard.infra.TemplateSyntax.sub;

import io.pitrguard.infra.MemberTemplate.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The roles in a member account: the one that the hub assumes, and the one with which its rule sends. */
final class MemberRoles {
    private MemberRoles() {}

    /**
     * Returns what the hub may do in a member account.
     *
     * @param remediates whether the policy lets it change tables
     * @param evaluates whether AWS Config has the organization's rule there
     */
    static List<Permission> permissions(boolean remediates, boolean evaluates) {
        List<Permission> permissions = new ArrayList<>(List.of(
                Permission.READ_TABLES,
                Permission.LIST_TABLES,
                Permission.ASK_CONFIG,
                Permission.READ_TAGS,
                Permission.LIST_REGIONS,
                Permission.CHECK_TRAILS,
                Permission.CHECK_FORWARDING));
        if (remediates) {
            permissions.add(Permission.ENABLE_RECOVERY);
        }
        if (evaluates) {
            permissions.addAll(List.of(Permission.REPORT_TO_CONFIG, Permission.READ_CONFIG_RESULTS));
        }
        return permissions.stream().sorted().toList();
    }

    /** Returns the role that the hub assumes. Nobody else may, not even in the hub's account, and only with the external id. */
    static Map<String, Object> ofHub() {
        Map<String, Object> trust = object(
                "Effect",
                "Allow",
                "Principal",
                object("AWS", sub("arn:${AWS::Partition}:iam::${HubAccount}:root")),
                "Action",
                "sts:AssumeRole",
                "Condition",
                object(
                        "ArnEquals",
                        object("aws:PrincipalArn", Parameter.HUB_ROLES.reference()),
                        "StringEquals",
                        object(
                                "aws:PrincipalOrgID", Parameter.ORGANIZATION_ID.reference(),
                                "sts:ExternalId", Parameter.EXTERNAL_ID.reference())));
        return object(
                "RoleName", Parameter.ROLE_NAME.reference(),
                "PermissionsBoundary", boundary(),
                "Description", "Lets the hub of pitr-guard check this account's tables.",
                "AssumeRolePolicyDocument", document(List.of(trust)),
                "Policies", List.of(object("PolicyName", "tables", "PolicyDocument", document(statements()))));
    }

    private static List<Object> statements() {
        List<Object> statements = new ArrayList<>();
        for (Permission permission : permissions(true, true)) {
            Map<String, Object> statement = object(
                    "Sid", FunctionRole.sid(permission),
                    "Effect", "Allow",
                    "Action", permission.actions(),
                    "Resource", where(permission.scope()));
            statements.add(
                    permissions(false, false).contains(permission)
                            ? statement
                            : onlyIf(
                                    permissions(true, false).contains(permission)
                                            ? MemberTemplate.REMEDIATES
                                            : MemberTemplate.EVALUATES,
                                    statement));
        }
        return statements;
    }

    /** A role is the same in all regions, so these name none. */
    private static Object where(Permission.Scope scope) {
        return switch (scope) {
            case ANY_RESOURCE, TRAILS -> "*";
            case TABLES -> sub("arn:${AWS::Partition}:dynamodb:*:${AWS::AccountId}:table/*");
            case FORWARD_RULE -> sub("arn:${AWS::Partition}:events:*:${AWS::AccountId}:rule/${ForwardName}");
            case CONFIG_RULES -> sub("arn:${AWS::Partition}:config:*:${AWS::AccountId}:config-rule/*");
            default -> throw new IllegalArgumentException(scope + " is in the hub's account");
        };
    }

    /** Returns the role with which the rule sends, and which can do nothing else. */
    static Map<String, Object> ofRule() {
        Map<String, Object> trust = object(
                "Effect", "Allow", "Principal", object("Service", "events.amazonaws.com"), "Action", "sts:AssumeRole");
        Map<String, Object> send = object(
                "Sid",
                "Forward",
                "Effect",
                "Allow",
                "Action",
                List.of("events:PutEvents"),
                "Resource",
                MemberTemplate.bus());
        return object(
                "RoleName",
                Parameter.FORWARD_NAME.reference(),
                "PermissionsBoundary",
                boundary(),
                "Description",
                "Lets EventBridge send calls to the hub of pitr-guard.",
                "AssumeRolePolicyDocument",
                document(List.of(trust)),
                "Policies",
                List.of(object("PolicyName", "forward", "PolicyDocument", document(List.of(send)))));
    }

    private static Map<String, Object> boundary() {
        return onlyIf(
                MemberTemplate.BOUNDED,
                sub("arn:${AWS::Partition}:iam::${AWS::AccountId}:policy/${PermissionsBoundary}"));
    }

    private static Map<String, Object> document(List<?> statements) {
        return object("Version", "2012-10-17", "Statement", statements);
    }
}
