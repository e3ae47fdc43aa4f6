package io.pitrguard.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitrguard.domain.table.AccountRegion;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The evaluator allows what IAM allows, and can refuse. */
class RolePolicyTest {
    private static final String LEDGER = "arn:aws:dynamodb:eu-west-1:123456789012:table/ledger";
    private static final TemplateValues NO_VALUES = new TemplateValues(
            Map.<String, Map<String, Object>>of(), new AccountRegion("aws", Synth.ACCOUNT, "eu-west-1"));

    @Test
    void allowsOnlyTheActionsOfAStatement() {
        RolePolicy role = policy("Allow", List.of("dynamodb:GetItem", "dynamodb:PutItem"), LEDGER);

        assertThat(role.allows(new AllowedAction("dynamodb:PutItem", LEDGER))).isTrue();
        assertThat(role.allows(new AllowedAction("dynamodb:Query", LEDGER))).isFalse();
    }

    @Test
    void allowsOnlyTheResourcesOfAStatement() {
        RolePolicy role = policy("Allow", "dynamodb:GetItem", LEDGER);

        assertThat(role.allows(new AllowedAction("dynamodb:GetItem", LEDGER))).isTrue();
        assertThat(role.allows(new AllowedAction("dynamodb:GetItem", LEDGER + "s")))
                .isFalse();
        assertThat(role.allows(new AllowedAction("dynamodb:GetItem", LEDGER.toUpperCase())))
                .isFalse();
    }

    @Test
    void allowsNothingWithoutAStatement() {
        assertThat(new RolePolicy(List.of()).allows(new AllowedAction("dynamodb:GetItem", LEDGER)))
                .isFalse();
    }

    @Test
    void denyWinsWhateverTheOrder() {
        RolePolicy.Statement allow = statement("Allow", "dynamodb:*", "*");
        RolePolicy.Statement deny = statement("Deny", "dynamodb:PutItem", LEDGER);

        for (RolePolicy role : List.of(new RolePolicy(List.of(allow, deny)), new RolePolicy(List.of(deny, allow)))) {
            assertThat(role.allows(new AllowedAction("dynamodb:PutItem", LEDGER)))
                    .isFalse();
            assertThat(role.allows(new AllowedAction("dynamodb:GetItem", LEDGER)))
                    .isTrue();
        }
    }

    @Test
    void actionThatTakesNoResourceWantsAStatementOnAnything() {
        AllowedAction list = new AllowedAction("dynamodb:ListTables", AllowedAction.NONE);

        assertThat(policy("Allow", "dynamodb:ListTables", "*").allows(list)).isTrue();
        assertThat(policy("Allow", "dynamodb:ListTables", "arn:aws:dynamodb:*:*:table/*")
                        .allows(list))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "dynamodb:GetItem, true",
        "DynamoDB:getitem, true",
        "dynamodb:Get*, true",
        "dynamodb:*Item, true",
        "dynamodb:?etItem, true",
        "*, true",
        "dynamodb:Get, false",
        "dynamodb:GetIte?m, false",
        "dynamodb.GetItem, false",
        "sqs:*, false"
    })
    void actionsHaveWildcardsAndNoCase(String pattern, boolean allowed) {
        assertThat(policy("Allow", pattern, "*").allows(new AllowedAction("dynamodb:GetItem", LEDGER)))
                .isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({
        "*, true",
        "arn:aws:dynamodb:eu-west-1:123456789012:table/*, true",
        "arn:*:dynamodb:*:*:table/ledge?, true",
        "arn:aws:dynamodb:eu-west-1:123456789012:*, true",
        "arn:aws:dynamodb:eu-west-?:123456789012:table/ledger, true",
        "arn:aws:dynamodb:us-east-1:123456789012:table/*, false",
        "arn:aws:dynamodb:eu-west-1:210987654321:table/*, false",
        "arn:aws:dynamodb:eu-west-1:123456789012:table/ledger?, false",
        "arn:aws:*:table/ledger, false",
        "arn:aws:dynamodb:*, false"
    })
    void wildcardsOfResourcesStayBetweenTheirColons(String pattern, boolean allowed) {
        assertThat(policy("Allow", "dynamodb:GetItem", pattern).allows(new AllowedAction("dynamodb:GetItem", LEDGER)))
                .isEqualTo(allowed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Condition", "NotAction", "NotResource", "Principal"})
    void refusesStatementsThatItDoesNotUnderstand(String element) {
        Map<String, Object> statement = new HashMap<>(raw("Allow", "dynamodb:GetItem", "*"));
        statement.put(element, Map.of());

        assertThatThrownBy(() -> RolePolicy.read(statement, NO_VALUES))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(element);
    }

    @Test
    void whatAServiceMayDoInTheCallersNameIsNotTheCallers() {
        AllowedAction decrypt = new AllowedAction("kms:Decrypt", "arn:aws:kms:eu-west-1:123456789012:key/1");
        Map<String, Object> statement = new HashMap<>(raw("Allow", "kms:Decrypt", "*"));
        assertThat(RolePolicy.read(statement, NO_VALUES).covers(decrypt)).isTrue();

        statement.put("Condition", Map.of("StringLike", Map.of("kms:ViaService", "dynamodb.*.amazonaws.com")));

        assertThat(RolePolicy.read(statement, NO_VALUES).covers(decrypt)).isFalse();
    }

    @Test
    void refusesWhatIsNoEffect() {
        assertThatThrownBy(() -> statement("Perhaps", "dynamodb:GetItem", "*"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static RolePolicy policy(String effect, Object action, Object resource) {
        return new RolePolicy(List.of(statement(effect, action, resource)));
    }

    private static RolePolicy.Statement statement(String effect, Object action, Object resource) {
        return RolePolicy.read(raw(effect, action, resource), NO_VALUES);
    }

    private static Map<String, Object> raw(String effect, Object action, Object resource) {
        return Map.of("Sid", "Test", "Effect", effect, "Action", action, "Resource", resource);
    }
}
