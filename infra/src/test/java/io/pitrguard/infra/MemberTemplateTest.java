package io.pitrguard.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.selfcheck.DriftRoute;
import io.pitrguard.domain.selfcheck.ForwardingRules;
import io.pitrguard.domain.table.AccountRegion;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a member account gets, as CloudFormation makes it of the template there. */
class MemberTemplateTest {
    private static final String HUB = "123456789012";
    private static final String MEMBER = "111122223333";

    @ParameterizedTest
    @CsvSource({
        "member's home region,    111122223333, eu-west-1, MemberRole ForwardRole ForwardRule",
        "member's other region,   111122223333, us-east-1, ForwardRule",
        "the hub's home region,   123456789012, eu-west-1, ForwardRole",
        "the hub's other region,  123456789012, us-east-1, ForwardRule"
    })
    void rolesAreInTheHomeRegionAndTheRuleIsInEach(String where, String account, String region, String resources) {
        assertThat(new Member(account, region, false, false).resources().keySet())
                .as(where)
                .containsExactlyInAnyOrder(resources.split(" "));
    }

    /** Only a reference makes CloudFormation wait; outside the home region there is no role to refer to. */
    @Test
    void theRuleComesAfterTheRoleThatItsTargetNeeds() {
        assertThat(Synth.<Object>at(
                        MemberTemplate.body(), "Resources", "ForwardRule", "Properties", "Targets", 0, "RoleArn"))
                .isEqualTo(Map.of(
                        "Fn::If",
                        List.of(
                                "ForwardsAtHome",
                                Map.of("Fn::GetAtt", List.of("ForwardRole", "Arn")),
                                Map.of(
                                        "Fn::Sub",
                                        "arn:${AWS::Partition}:iam::${AWS::AccountId}:role/${ForwardName}"))));
    }

    @Test
    void aSweepFromATerminalNeedsTheRoleOnly() {
        assertThat(new Member(MEMBER, "eu-west-1", false, false, "").resources())
                .containsOnlyKeys("MemberRole");
        assertThat(new Member(MEMBER, "us-east-1", false, false, "").resources())
                .isEmpty();
    }

    @Test
    void onlyTheHubsRolesMayAssumeTheRoleFromTheOrganizationWithTheExternalId() {
        assertThat(home(false, false).property("MemberRole", "AssumeRolePolicyDocument"))
                .isEqualTo(Map.of(
                        "Version",
                        "2012-10-17",
                        "Statement",
                        List.of(Map.of(
                                "Effect",
                                "Allow",
                                "Principal",
                                Map.of("AWS", "arn:aws:iam::" + HUB + ":root"),
                                "Action",
                                "sts:AssumeRole",
                                "Condition",
                                Map.of(
                                        "ArnEquals",
                                        Map.of("aws:PrincipalArn", List.of("arn:aws:iam::" + HUB + ":role/hub")),
                                        "StringEquals",
                                        Map.of(
                                                "aws:PrincipalOrgID", "o-a1b2c3d4e5",
                                                "sts:ExternalId", "secret"))))));
    }

    @ParameterizedTest
    @CsvSource({"false, false", "true, false", "false, true", "true, true"})
    void theRoleMayDoWhatTheAdaptersDeclare(boolean remediates, boolean evaluates) {
        assertThat(actions(home(remediates, evaluates)))
                .isEqualTo(MemberRoles.permissions(remediates, evaluates).stream()
                        .flatMap(permission -> permission.actions().stream())
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void theRoleWritesNothingUnlessThePolicyRemediatesAndNoItemEver() {
        assertThat(actions(home(false, false)))
                .allMatch(action -> action.matches(".*:(Describe|List|Get|Select).*"))
                .doesNotContain("dynamodb:GetItem");
        assertThat(actions(home(true, false))).contains("dynamodb:UpdateContinuousBackups");
        assertThat(actions(home(true, true)))
                .noneMatch(action -> action.contains("Item") || action.contains("Delete") || action.contains("*"));
    }

    @Test
    void theRuleForwardsTheSameCallsAsTheHubsOwnRule() {
        assertThat(home(false, false).property("ForwardRule", "EventPattern"))
                .isEqualTo(Map.of(
                        "account", List.of(MEMBER),
                        "source", List.of("aws.dynamodb"),
                        "detail-type", List.of("AWS API Call via CloudTrail"),
                        "detail",
                                Map.of(
                                        "eventSource", List.of("dynamodb.amazonaws.com"),
                                        "eventName", DriftRoute.CALLS,
                                        "errorCode", List.of(Map.of("exists", false)))));
    }

    @Test
    void theRuleSendsToTheHubsBusWithARoleThatCanDoNothingElse() {
        Member elsewhere = new Member(MEMBER, "us-east-1", false, false);
        String bus = "arn:aws:events:eu-west-1:" + HUB + ":event-bus/pitr-guard-organization";

        assertThat(Synth.<Object>at(home(true, true).property("ForwardRule", "Targets"), 0, "RoleArn"))
                .isEqualTo("arn of pitr-guard-forward");
        assertThat(elsewhere.property("ForwardRule", "Targets"))
                .isEqualTo(List.of(Map.of(
                        "Id", "hub", "Arn", bus, "RoleArn", "arn:aws:iam::" + MEMBER + ":role/pitr-guard-forward")));
        assertThat(home(true, true).property("ForwardRole", "Policies"))
                .isEqualTo(List.of(Map.of(
                        "PolicyName",
                        "forward",
                        "PolicyDocument",
                        Map.of(
                                "Version",
                                "2012-10-17",
                                "Statement",
                                List.of(Map.of(
                                        "Sid",
                                        "Forward",
                                        "Effect",
                                        "Allow",
                                        "Action",
                                        List.of("events:PutEvents"),
                                        "Resource",
                                        bus))))));
        assertThat(Synth.texts(home(true, true).property("ForwardRole", "AssumeRolePolicyDocument")))
                .contains("events.amazonaws.com");
    }

    @Test
    void aPolicyOfTheAccountMayBoundItsRoles() {
        Member bounded = home(true, true).with("PermissionsBoundary", "team/bound");

        for (String role : List.of("MemberRole", "ForwardRole")) {
            Map<String, Object> properties = Synth.at(bounded.resources().get(role), "Properties");
            assertThat(bounded.list(properties.get("PermissionsBoundary")))
                    .isEqualTo(List.of("arn:aws:iam::" + MEMBER + ":policy/team/bound"));
            assertThat(home(true, true).list(properties.get("PermissionsBoundary")))
                    .isEqualTo(List.of());
        }
    }

    /** Roles are the same in all regions: two deployments with the same names would take each other's. */
    @Test
    void everyNameFollowsTheDeployment() {
        Member other = new Member(MEMBER, "eu-west-1", true, true, "guard2-organization")
                .with("ForwardName", "guard2-forward")
                .with("MemberRoleName", "guard2-member");

        assertThat(Synth.texts(List.of(
                        other.property("MemberRole", "RoleName"),
                        other.property("MemberRole", "Policies"),
                        other.property("ForwardRole", "RoleName"),
                        other.property("ForwardRole", "Policies"),
                        other.property("ForwardRule", "Name"),
                        other.property("ForwardRule", "Targets"))))
                .noneMatch(text -> text.contains("pitr-guard-"))
                .contains("guard2-forward", "guard2-member");
        assertThat(new ForwardingRules("arn:aws:events:eu-west-1:" + HUB + ":event-bus/guard2-organization").rule())
                .as("the rule that the check looks for")
                .isEqualTo("guard2-forward");
    }

    private static Member home(boolean remediates, boolean evaluates) {
        return new Member(MEMBER, "eu-west-1", remediates, evaluates);
    }

    private static TreeSet<String> actions(Member member) {
        return member.role().statements().stream()
                .flatMap(statement -> statement.actions().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The template in an account and region, of the hub in eu-west-1. */
    record Member(
            String account,
            String region,
            boolean remediates,
            boolean evaluates,
            String bus,
            Map<String, String> parameters) {
        Member(String account, String region, boolean remediates, boolean evaluates, String bus) {
            this(account, region, remediates, evaluates, bus, Map.of());
        }

        Member(String account, String region, boolean remediates, boolean evaluates) {
            this(account, region, remediates, evaluates, "pitr-guard-organization");
        }

        /** Returns the same with another value of a parameter. */
        Member with(String parameter, String value) {
            Map<String, String> more = new HashMap<>(parameters);
            more.put(parameter, value);
            return new Member(account, region, remediates, evaluates, bus, more);
        }

        /** Returns a list of a value; empty where its condition does not hold. */
        Object list(Object value) {
            return value(List.of(value));
        }

        /** Returns the resources that its conditions allow. */
        Map<String, Map<String, Object>> resources() {
            return Synth.<Map<String, Map<String, Object>>>at(MemberTemplate.body(), "Resources").entrySet().stream()
                    .filter(resource -> holds(Map.of(
                            "Condition",
                            Objects.requireNonNull(resource.getValue().get("Condition")))))
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        }

        Object property(String resource, String property) {
            return value(Synth.at(resources().get(resource), "Properties", property));
        }

        /** Returns what the hub may do there. */
        RolePolicy role() {
            List<Map<String, Object>> statements =
                    Synth.at(property("MemberRole", "Policies"), 0, "PolicyDocument", "Statement");
            TemplateValues none = new TemplateValues(Map.of(), new AccountRegion("aws", HUB, region));
            return new RolePolicy(statements.stream()
                    .map(statement -> RolePolicy.read(statement, none))
                    .toList());
        }

        private Object value(Object tree) {
            return switch (tree) {
                case Map<?, ?> map when map.containsKey("Ref") -> parameter(String.valueOf(map.get("Ref")));
                case Map<?, ?> map
                when map.containsKey("Fn::Sub") ->
                    Arrays.stream(String.valueOf(map.get("Fn::Sub")).split("(?=\\$\\{)|(?<=})"))
                            .map(part -> part.startsWith("${")
                                    ? String.valueOf(parameter(part.substring(2, part.length() - 1)))
                                    : part)
                            .collect(Collectors.joining());
                case Map<?, ?> map
                when map.containsKey("Fn::If") ->
                    value(Synth.at(map, "Fn::If", holds(Map.of("Condition", Synth.at(map, "Fn::If", 0))) ? 1 : 2));
                case Map<?, ?> map
                when map.containsKey("Fn::GetAtt") -> "arn of " + property(Synth.at(map, "Fn::GetAtt", 0), "RoleName");
                case Map<?, ?> map ->
                    map.entrySet().stream()
                            .collect(Collectors.toMap(
                                    entry -> String.valueOf(entry.getKey()), entry -> value(entry.getValue())));
                case Collection<?> many ->
                    many.stream()
                            .filter(each -> !(each instanceof Map<?, ?> map)
                                    || !map.containsKey("Fn::If")
                                    || holds(Map.of("Condition", Synth.at(map, "Fn::If", 0))))
                            .map(each -> each instanceof Map<?, ?> map && map.containsKey("Fn::If")
                                    ? value(Synth.at(map, "Fn::If", 1))
                                    : value(each))
                            .toList();
                default -> tree;
            };
        }

        private boolean holds(Map<?, ?> condition) {
            Object of = condition.values().iterator().next();
            return switch (String.valueOf(condition.keySet().iterator().next())) {
                case "Condition" -> holds(Synth.at(MemberTemplate.body(), "Conditions", of));
                case "Fn::Equals" -> value(Synth.at(of, 0)).equals(value(Synth.at(of, 1)));
                case "Fn::Not" -> !holds(Synth.at(of, 0));
                case "Fn::And" -> ((List<?>) of).stream().allMatch(each -> holds((Map<?, ?>) each));
                case "Fn::Or" -> ((List<?>) of).stream().anyMatch(each -> holds((Map<?, ?>) each));
                default -> throw new IllegalArgumentException(condition.toString());
            };
        }

        private Object parameter(String name) {
            return switch (name) {
                case "AWS::Partition" -> "aws";
                case "AWS::AccountId" -> account;
                case "AWS::Region" -> region;
                case "HubAccount" -> HUB;
                case "HomeRegion" -> "eu-west-1";
                case "HubRoles" -> List.of("arn:aws:iam::" + HUB + ":role/hub");
                case "OrganizationId" -> "o-a1b2c3d4e5";
                case "ExternalId" -> "secret";
                case "HubBus" -> bus;
                case "Remediate" -> Boolean.toString(remediates);
                case "ConfigRule" -> Boolean.toString(evaluates);
                default ->
                    parameters.getOrDefault(name, Synth.at(MemberTemplate.body(), "Parameters", name, "Default"));
            };
        }
    }
}
