package io.pitrguard.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** Accounts keep their tables apart; a role's session is one of its account. */
class OrganizationTest extends SandboxFixture {
    private static final String SHOP = "111111111111";

    @Test
    void aSessionSeesTheTablesOfItsAccount() throws Exception {
        sandbox.organization().account(SHOP, "shop", Set.of("eu-west-1")).role(SHOP, "reader", "secret");
        sandbox.tables(SHOP, "eu-west-1").create("orders");
        sandbox.tables().create("own");

        String key = key(assume(SHOP, "reader", "&ExternalId=secret"));

        try (DynamoDbClient member = client(key, "eu-west-1")) {
            assertThat(member.listTables().tableNames()).containsExactly("orders");
        }
        assertThat(dynamoDb.listTables().tableNames()).containsExactly("own");
    }

    @Test
    void refusesARoleThatIsMissingOrNeedsAnotherExternalId() throws Exception {
        sandbox.organization().account(SHOP, "shop", Set.of("eu-west-1")).role(SHOP, "reader", "secret");

        assertThat(assume(SHOP, "reader", "&ExternalId=guess")).contains("AccessDenied", "sts:AssumeRole");
        assertThat(assume(SHOP, "reader", "")).contains("AccessDenied");
        assertThat(assume(SHOP, "writer", "&ExternalId=secret")).contains("AccessDenied");
        sandbox.organization().removeRole(SHOP, "reader");
        assertThat(assume(SHOP, "reader", "&ExternalId=secret")).contains("AccessDenied");
    }

    @Test
    void theSessionOfARemovedRoleIsNoLongerKnown() throws Exception {
        sandbox.organization().account(SHOP, "shop", Set.of("eu-west-1")).role(SHOP, "reader", null);
        String key = key(assume(SHOP, "reader", ""));

        sandbox.organization().role(SHOP, "reader", "changed");
        try (DynamoDbClient member = client(key, "eu-west-1")) {
            assertThat(member.listTables().tableNames())
                    .as("another trust ends none")
                    .isEmpty();
            sandbox.organization().removeRole(SHOP, "reader").role(SHOP, "reader", null);
            assertThatThrownBy(member::listTables)
                    .hasMessageContaining("security token included in the request is invalid");
        }
        try (DynamoDbClient again = client(key(assume(SHOP, "reader", "")), "eu-west-1")) {
            assertThat(again.listTables().tableNames()).isEmpty();
        }
    }

    @Test
    void refusesARegionThatIsNotEnabled() throws Exception {
        sandbox.organization().account(SHOP, "shop", Set.of("eu-west-1")).role(SHOP, "reader", null);

        try (DynamoDbClient member = client(key(assume(SHOP, "reader", "")), "ap-east-1")) {
            assertThatThrownBy(member::listTables)
                    .isInstanceOf(DynamoDbException.class)
                    .hasMessageContaining("security token");
        }
    }

    private String assume(String account, String role, String more) throws Exception {
        String form = "Action=AssumeRole&Version=2011-06-15&RoleSessionName=test&RoleArn=arn:aws:iam::" + account
                + ":role/" + role + more;
        HttpRequest request = HttpRequest.newBuilder(URI.create(sandbox.endpoint() + "/"))
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=sandbox/20260301/eu-west-1/sts/aws4_request, SignedHeaders=host, Signature=0")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }

    private static String key(String answer) {
        Matcher key = Pattern.compile("<AccessKeyId>(.*?)</AccessKeyId>").matcher(answer);
        assertThat(key.find()).as(answer).isTrue();
        return key.group(1);
    }

    private DynamoDbClient client(String key, String region) {
        return DynamoDbClient.builder()
                .endpointOverride(sandbox.endpoint())
                .region(Region.of(region))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(key, "sandbox")))
                .build();
    }
}
