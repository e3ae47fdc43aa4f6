package io.pitrguard.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.sandbox.contract.EventSourceContract;
import io.pitrguard.sandbox.contract.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.lambda.model.Filter;

/** The expectations of Lambda's event source mappings that the sandbox fulfils, put to moto; and what moto lets pass. */
class MotoEventSourceContractE2E extends EventSourceContract {
    @RegisterExtension
    static final Moto MOTO = Moto.emptyForTheClass();

    private static final String ROLE = "role-of-";

    @Override
    protected Target target() {
        return new MotoTarget(MOTO.endpoint());
    }

    @Override
    protected void createFunction(String name) {
        AwsCli aws = MOTO.aws();
        aws.run("iam", "create-role", "--role-name", ROLE + name, "--assume-role-policy-document", "{}")
                .ends(0);
        String role = aws.json("iam", "get-role", "--role-name", ROLE + name)
                .at("/Role/Arn")
                .asText();
        aws.run(
                        "lambda",
                        "create-function",
                        "--function-name",
                        name,
                        "--package-type",
                        "Image",
                        "--role",
                        role,
                        "--code",
                        "ImageUri=123456789012.dkr.ecr.eu-west-1.amazonaws.com/consumer:1")
                .ends(0);
    }

    /** AWS requires it of a stream. */
    @Test
    void motoTakesAMappingWithoutAStartingPosition() {
        String id = lambda.createEventSourceMapping(
                        mapping("consumer").startingPosition((String) null).build())
                .uuid();

        assertThat(get(id).startingPositionAsString()).isEqualTo("TRIM_HORIZON");
    }

    /** AWS answers ResourceConflictException. */
    @Test
    void motoTakesASecondMappingOfAFunctionAndAStream() {
        String first =
                lambda.createEventSourceMapping(mapping("consumer").build()).uuid();
        String second =
                lambda.createEventSourceMapping(mapping("consumer").build()).uuid();

        assertThat(second).isNotEqualTo(first);
    }

    /** AWS does not show tags in a mapping, and lists criteria that a key encrypts as null. */
    @Test
    void motoShowsOfAMappingWhatAwsHides() {
        String key = "arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555";
        lambda.createEventSourceMapping(mapping("consumer")
                .kmsKeyArn(key)
                .filterCriteria(criteria ->
                        criteria.filters(Filter.builder().pattern("{}").build()))
                .build());

        assertThat(lambda.listEventSourceMappings(request -> request.eventSourceArn(stream))
                        .eventSourceMappings()
                        .getFirst()
                        .filterCriteria())
                .isNotNull();
    }
}
