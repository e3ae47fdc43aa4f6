package io.pitrguard.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.Result;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.account.model.AccountException;
import software.amazon.awssdk.services.account.model.ListRegionsRequest;
import software.amazon.awssdk.services.account.model.ListRegionsResponse;
import software.amazon.awssdk.services.account.model.Region;

/** {@link AccountRegions}: which regions an account can use, and what absent answers mean. */
class AccountRegionsTest {
    private static final String ACCOUNT = "111111111111";

    private static Result<List<String>> regions(ListRegionsResponse answer) {
        return new AccountRegions(_ -> new StubAccount() {
                    @Override
                    public ListRegionsResponse listRegions(ListRegionsRequest request) {
                        return answer;
                    }
                })
                .of(ACCOUNT);
    }

    private static Region region(String name, String status) {
        return Region.builder().regionName(name).regionOptStatus(status).build();
    }

    private static void assertBroken(Result<List<String>> answer, String why) {
        assertThat(answer.failure()).hasValueSatisfying(cause -> {
            assertThat(cause.kind()).isEqualTo(Cause.Kind.BROKEN);
            assertThat(cause.message()).contains("account:ListRegions", ACCOUNT, why);
        });
    }

    /** A region that is being enabled or disabled refuses calls; a status that nobody knows may mean anything. */
    @Test
    void takesOnlyRegionsThatAreEnabled() {
        ListRegionsResponse answer = ListRegionsResponse.builder()
                .regions(
                        region("us-east-1", "ENABLED_BY_DEFAULT"),
                        region("ap-east-1", "ENABLED"),
                        region("ap-east-1", "ENABLED"),
                        region("me-south-1", "DISABLED"),
                        region("af-south-1", "DISABLING"),
                        region("eu-south-1", "ENABLING"),
                        region("mx-central-1", "HIBERNATING"),
                        region("il-central-1", null),
                        region("", "ENABLED"),
                        region(null, "ENABLED"))
                .nextToken("")
                .build();

        assertThat(regions(answer)).isEqualTo(new Result.Success<>(List.of("ap-east-1", "us-east-1")));
    }

    @Test
    void anAnswerWithoutListOrWithoutEnabledRegionIsBroken() {
        assertBroken(regions(ListRegionsResponse.builder().build()), "without a list of regions");
        assertBroken(regions(ListRegionsResponse.builder().regions(List.of()).build()), "with no enabled region");
        assertBroken(
                regions(ListRegionsResponse.builder()
                        .regions(region("me-south-1", "DISABLED"))
                        .build()),
                "with no enabled region");
    }

    @Test
    void aPageWithoutListIsNotTheEndOfIt() {
        StubAccount client = new StubAccount() {
            @Override
            public ListRegionsResponse listRegions(ListRegionsRequest request) {
                return request.nextToken() == null
                        ? ListRegionsResponse.builder()
                                .regions(region("us-east-1", "ENABLED"))
                                .nextToken("2")
                                .build()
                        : ListRegionsResponse.builder().build();
            }
        };

        assertBroken(new AccountRegions(_ -> client).of(ACCOUNT), "without a list of regions");
    }

    @ParameterizedTest
    @ValueSource(strings = {"AccessDeniedException", "TooManyRequestsException"})
    void aRefusalNamesTheAccount(String code) {
        StubAccount client = new StubAccount() {
            @Override
            public ListRegionsResponse listRegions(ListRegionsRequest request) {
                throw AccountException.builder()
                        .awsErrorDetails(software.amazon.awssdk.awscore.exception.AwsErrorDetails.builder()
                                .errorCode(code)
                                .errorMessage("no")
                                .build())
                        .build();
            }
        };

        assertThat(new AccountRegions(_ -> client).of(ACCOUNT).failure())
                .hasValueSatisfying(cause ->
                        assertThat(cause.message()).contains("account:ListRegions on account " + ACCOUNT, code));
    }
}
