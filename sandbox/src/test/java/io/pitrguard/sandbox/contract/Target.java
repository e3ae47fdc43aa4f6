package io.pitrguard.sandbox.contract;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sts.StsClient;

/** What the contract is checked against: an endpoint, and SDK clients that call it and never retry. */
public interface Target {

    URI endpoint();

    String region();

    default DynamoDbClient dynamoDb() {
        return dynamoDb(region());
    }

    default DynamoDbClient dynamoDb(String region) {
        return configure(DynamoDbClient.builder(), region)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    default ResourceGroupsTaggingApiClient tagging() {
        return configure(ResourceGroupsTaggingApiClient.builder(), region())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    default SnsClient sns() {
        return configure(SnsClient.builder(), region())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    default StsClient sts() {
        return configure(StsClient.builder(), region())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    /** Points a client's builder at the target, in a region. */
    default <B extends AwsClientBuilder<B, C>, C> B configure(B builder, String region) {
        return builder.endpointOverride(endpoint())
                .region(Region.of(region))
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "secret")))
                .overrideConfiguration(configuration -> configuration.retryStrategy(AwsRetryStrategy.doNotRetry()));
    }
}
