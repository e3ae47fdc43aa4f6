package io.pitrguard.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An organization in moto: the hub in its management account, which {@code cdk deploy} made, and member accounts, each with
 * a stack of {@code member/template.json}.
 */
final class HubOnMoto implements AutoCloseable {
    static final String HUB = Deployment.ACCOUNT;
    static final String STACK = "pitr-guard-member";

    /** What AWS Organizations creates in each account. */
    static final String ADMINISTRATOR = "OrganizationAccountAccessRole";

    static final String EXTERNAL_ID = "an-external-id";
    private static final List<String> FUNCTIONS =
            List.of("pitr-guard-plan", "pitr-guard-place", "pitr-guard-summary", "pitr-guard-drift");

    private final FunctionGateway gateway = FunctionGateway.start();
    private final MotoServer moto = MotoServer.behind(gateway);
    private final Map<String, String> accounts = new LinkedHashMap<>();
    private final Map<String, AwsCli> clients = new HashMap<>();
    private String organization = "";
    private String root = "";
    private Optional<Deployment> deployment = Optional.empty();
    private Optional<MemberGate> gate = Optional.empty();
    private Optional<DeployedFunctions> functions = Optional.empty();

    /** Creates the organization. */
    HubOnMoto organization(String... names) {
        organization = aws().json("organizations", "create-organization", "--feature-set", "ALL")
                .at("/Organization/Id")
                .asText();
        root = aws().json("organizations", "list-roots").at("/Roots/0/Id").asText();
        List<JsonNode> created = aws().bulk(Stream.of(names)
                .map(name -> List.of(
                        "organizations", "create-account", "--account-name", name, "--email", name + "@example.com"))
                .toList());
        for (int i = 0; i < names.length; i++) {
            accounts.put(
                    names[i],
                    created.get(i).at("/CreateAccountStatus/AccountId").asText());
        }
        return this;
    }

    /** Gives an account an owner. */
    void owner(String name, String owner) {
        aws().run(
                        "organizations",
                        "tag-resource",
                        "--resource-id",
                        account(name),
                        "--tags",
                        "Key=pitr-guard:owner,Value=" + owner)
                .ends(0);
    }

    /** Deploys the hub and starts its functions. */
    HubOnMoto deploy(Path policy, Path folder) {
        Deployment hub = Deployment.withOutputs(
                moto.endpoint(),
                "mode=organization",
                "organizationId=" + organization,
                "externalId=" + EXTERNAL_ID,
                "memberStackSet=management",
                "memberOus=" + root,
                "organizationConfigRule=true",
                "policyFile=" + policy,
                "graceSeconds=0",
                "readsPerSecond=100",
                "removalPolicy=destroy");
        deployment = Optional.of(hub);
        MemberGate iam = new MemberGate(organization);
        gate = Optional.of(iam);
        gateway.through(iam);
        DeployedFunctions all = DeployedFunctions.start(hub, gateway.endpoint(), folder, FUNCTIONS);
        functions = Optional.of(all);
        gateway.run(all);
        stopMapping();
        return this;
    }

    /** The test hands the function its messages; moto would run it in a container, where there is Docker. */
    private void stopMapping() {
        String mapping = aws().json("lambda", "list-event-source-mappings")
                .at("/EventSourceMappings/0/UUID")
                .asText();
        aws().json("lambda", "update-event-source-mapping", "--uuid", mapping, "--no-enabled");
    }

    /** Gives an account role and rule. */
    HubOnMoto member(String name) {
        AwsCli there = in(name);
        there.json(Stream.concat(
                        Stream.of(
                                "cloudformation",
                                "create-stack",
                                "--stack-name",
                                STACK,
                                "--template-body",
                                "file://" + Repository.ROOT.resolve("member/template.json"),
                                "--capabilities",
                                "CAPABILITY_NAMED_IAM",
                                "--parameters"),
                        parameters())
                .toArray(String[]::new));
        gate().knows(MemberRole.in(there));
        return this;
    }

    /** Takes role and rule away from an account. */
    void leave(String name) {
        in(name).run("cloudformation", "delete-stack", "--stack-name", STACK).ends(0);
        gate().forgets(MemberRole.arnIn(account(name)));
    }

    /** Those of the deployment's output, and the external id. */
    private Stream<String> parameters() {
        String values = deployment().output("MemberParameters");
        return Stream.of((values + " ExternalId=" + EXTERNAL_ID).split(" ")).map(value -> {
            String[] parts = value.split("=", 2);
            return Json.write(Map.of("ParameterKey", parts[0], "ParameterValue", parts[1]));
        });
    }

    /** Sweeps as the schedule does: the deployed definition, by moto's interpreter, which has state machines of its own. */
    StateMachineRun sweep(String name) throws InterruptedException {
        String definition = aws().json(
                        "stepfunctions",
                        "describe-state-machine",
                        "--state-machine-arn",
                        "arn:aws:states:%s:%s:stateMachine:pitr-guard-sweep".formatted(Moto.REGION, HUB))
                .path("definition")
                .asText();
        moto.executeStateMachines(true);
        StateMachineRun run =
                StateMachineRun.of(AwsCli.at(gateway.endpoint(), Moto.REGION), name, Json.read(definition));
        moto.executeStateMachines(false);
        return run;
    }

    /** Reads the report of a sweep. */
    HubReport report(String sweep) throws IOException {
        return new HubReport(document("sweeps/" + sweep + "/report.json"));
    }

    /** Returns how many messages a queue of the hub holds. */
    int waiting(String queue) {
        return aws().json(
                        "sqs",
                        "get-queue-attributes",
                        "--queue-url",
                        "%s/%s/%s".formatted(moto.endpoint(), HUB, queue),
                        "--attribute-names",
                        "ApproximateNumberOfMessages")
                .at("/Attributes/ApproximateNumberOfMessages")
                .asInt(-1);
    }

    /** Reads a document of a sweep. */
    JsonNode document(String key) throws IOException {
        Path file = Repository.work().resolve("document.json");
        aws().json(
                        "s3api",
                        "get-object",
                        "--bucket",
                        functions().deployed("pitr-guard-plan").variable("PITR_GUARD_SWEEPS_BUCKET"),
                        "--key",
                        key,
                        file.toString());
        return Json.read(Files.readString(file));
    }

    /** Returns the AWS CLI in the hub's account. */
    AwsCli aws() {
        return AwsCli.at(moto.endpoint(), Moto.REGION);
    }

    /** Returns the AWS CLI in an account, with the role that AWS Organizations makes there. */
    AwsCli in(String name) {
        return clients.computeIfAbsent(
                name, each -> aws().as("arn:aws:iam::" + account(each) + ":role/" + ADMINISTRATOR));
    }

    /** Returns an account's id. */
    String account(String name) {
        return accounts.get(name);
    }

    String organizationId() {
        return organization;
    }

    MotoServer moto() {
        return moto;
    }

    Deployment deployment() {
        return deployment.orElseThrow();
    }

    MemberGate gate() {
        return gate.orElseThrow();
    }

    DeployedFunctions functions() {
        return functions.orElseThrow();
    }

    @Override
    public void close() throws Exception {
        functions.ifPresent(DeployedFunctions::close);
        moto.close();
        gateway.close();
    }
}
