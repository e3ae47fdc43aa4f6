package io.pitrguard.infra;

import static io.pitrguard.infra.TemplateSyntax.condition;
import static io.pitrguard.infra.TemplateSyntax.equal;
import static io.pitrguard.infra.TemplateSyntax.not;
import static io.pitrguard.infra.TemplateSyntax.object;
import static io.pitrguard.infra.TemplateSyntax.ref;
import static io.pitrguard.infra.TemplateSyntax.sub;
import static io.pitrguard.infra.TemplateSyntax.with;

import io.pitrguard.domain.selfcheck.ForwardingRules;
import io.pitrguard.domain.table.AwsNames;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The CloudFormation template of what a member account gets: in the home region the role that the hub assumes and the role
 * that forwards, and in every region the rule that forwards calls to the hub's bus. The StackSet deploys it; {@code
 * member/template.json} is the same for those who deploy it otherwise.
 */
final class MemberTemplate {
    static final String REMEDIATES = "Remediates";
    static final String EVALUATES = "Evaluates";
    static final String BOUNDED = "Bounded";

    private static final String HOME = "IsHome";
    private static final String MEMBER_HOME = "IsHomeOfMember";
    private static final String FORWARDS_AT_HOME = "ForwardsAtHome";
    private static final String FORWARDS = "Forwards";

    private MemberTemplate() {}

    /** The template's parameters. */
    enum Parameter {
        HUB_ACCOUNT("HubAccount", "The account with the organization's deployment.", AwsNames.ACCOUNT),
        HOME_REGION("HomeRegion", "The region of that deployment. Deploy there first.", "[a-z0-9-]+"),
        HUB_BUS("HubBus", "The name of its event bus; empty: nothing is forwarded.", "[\\w.-]*"),
        HUB_ROLES("HubRoles", "ARNs of the roles that may assume the member role.", ""),
        ORGANIZATION_ID("OrganizationId", "The organization's id.", "o-[a-z0-9]{10,32}"),
        EXTERNAL_ID("ExternalId", "The external id of the deployment.", AwsNames.EXTERNAL_ID),
        ROLE_NAME("MemberRoleName", "The name of the role for the hub.", "[\\w+=,.@-]{1,64}"),
        FORWARD_NAME("ForwardName", "The name of the rule that forwards, and of its role.", "[\\w+=,.@-]{1,64}"),
        PERMISSIONS_BOUNDARY(
                "PermissionsBoundary",
                "Name of a policy in the account that bounds the roles; empty: none.",
                "[\\w+=,.@/-]*"),
        REMEDIATE("Remediate", "true: the hub may enable point-in-time recovery.", "true|false"),
        CONFIG_RULE("ConfigRule", "true: the hub evaluates tables for AWS Config.", "true|false");

        private final String key;
        private final String description;
        private final String pattern;

        Parameter(String key, String description, String pattern) {
            this.key = key;
            this.description = description;
            this.pattern = pattern;
        }

        String key() {
            return key;
        }

        Map<String, Object> reference() {
            return ref(key);
        }

        private Map<String, Object> syntax() {
            Map<String, Object> text = object("Type", "String", "Description", description, "AllowedPattern", pattern);
            return switch (this) {
                case HUB_ACCOUNT, HOME_REGION, ORGANIZATION_ID -> text;
                case HUB_BUS -> with(text, "Default", OrganizationBus.nameIn(Option.NAME.standard()));
                case HUB_ROLES -> object("Type", "CommaDelimitedList", "Description", description);
                // It is not a secret, but need not be shown to everybody either.
                case EXTERNAL_ID -> with(text, "NoEcho", true);
                case ROLE_NAME -> with(text, "Default", FleetOptions.memberRole(Option.NAME.standard()));
                case FORWARD_NAME -> with(text, "Default", ForwardingRules.ruleOf(Option.NAME.standard()));
                case PERMISSIONS_BOUNDARY -> with(text, "Default", "");
                case REMEDIATE, CONFIG_RULE -> with(text, "Default", "false");
            };
        }
    }

    /** Returns the template. */
    static Map<String, Object> body() {
        Map<String, Object> parameters = new LinkedHashMap<>();
        for (Parameter parameter : Parameter.values()) {
            parameters.put(parameter.key(), parameter.syntax());
        }
        return object(
                "AWSTemplateFormatVersion",
                "2010-09-09",
                "Description",
                "pitr-guard in a member account: a role for the hub, and a rule that forwards DynamoDB calls to it.",
                "Parameters",
                parameters,
                "Conditions",
                conditions(),
                "Resources",
                object(
                        "MemberRole", resource(MEMBER_HOME, "AWS::IAM::Role", MemberRoles.ofHub()),
                        "ForwardRole", resource(FORWARDS_AT_HOME, "AWS::IAM::Role", MemberRoles.ofRule()),
                        "ForwardRule", resource(FORWARDS, "AWS::Events::Rule", rule())));
    }

    /** The hub's own account needs no member role, and its home region has a rule that sends to the queue. */
    private static Map<String, Object> conditions() {
        Map<String, Object> isHub = equal(ref("AWS::AccountId"), Parameter.HUB_ACCOUNT.reference());
        return object(
                HOME,
                equal(ref("AWS::Region"), Parameter.HOME_REGION.reference()),
                "IsMember",
                not(isHub),
                MEMBER_HOME,
                object("Fn::And", List.of(condition(HOME), condition("IsMember"))),
                BOUNDED,
                not(equal(Parameter.PERMISSIONS_BOUNDARY.reference(), "")),
                "HasBus",
                not(equal(Parameter.HUB_BUS.reference(), "")),
                FORWARDS_AT_HOME,
                object("Fn::And", List.of(condition("HasBus"), condition(HOME))),
                "IsElsewhere",
                object("Fn::Or", List.of(condition("IsMember"), not(condition(HOME)))),
                FORWARDS,
                object("Fn::And", List.of(condition("HasBus"), condition("IsElsewhere"))),
                REMEDIATES,
                equal(Parameter.REMEDIATE.reference(), "true"),
                EVALUATES,
                equal(Parameter.CONFIG_RULE.reference(), "true"));
    }

    /** The bus lets the organization send, and then EventBridge asks for a role. */
    private static Map<String, Object> rule() {
        return object(
                "Name",
                Parameter.FORWARD_NAME.reference(),
                "Description",
                "DynamoDB calls that can affect a table's recovery, for the hub of pitr-guard.",
                "EventPattern",
                CallPattern.syntax(ref("AWS::AccountId")),
                "State",
                "ENABLED",
                "Targets",
                List.of(object("Id", "hub", "Arn", bus(), "RoleArn", forwardRole())));
    }

    /** EventBridge refuses a role that does not exist yet: where the stack makes it, the rule has to wait for it. */
    private static Map<String, Object> forwardRole() {
        return object(
                "Fn::If",
                List.of(
                        FORWARDS_AT_HOME,
                        object("Fn::GetAtt", List.of("ForwardRole", "Arn")),
                        sub("arn:${AWS::Partition}:iam::${AWS::AccountId}:role/${ForwardName}")));
    }

    /** Returns the ARN of the hub's bus. */
    static Map<String, Object> bus() {
        return sub("arn:${AWS::Partition}:events:${HomeRegion}:${HubAccount}:event-bus/${HubBus}");
    }

    private static Map<String, Object> resource(String condition, String type, Map<String, Object> properties) {
        return object("Type", type, "Condition", condition, "Properties", properties);
    }
}
