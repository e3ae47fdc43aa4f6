package io.pitrguard.sandbox.calls;

import io.pitrguard.sandbox.calls.RecordedCall.Access;
import io.pitrguard.sandbox.calls.RecordedCall.Deployment;
import java.util.Optional;
import software.amazon.awssdk.awscore.AwsExecutionAttribute;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Records each call of each client of the SDK, into a file below the folder that the system property
 * {@value #FOLDER} names; without it nothing is recorded.
 *
 * <p>The SDK finds it by the name of a resource, and makes one for each client while the client is built.
 * https://docs.aws.amazon.com/sdk-for-java/latest/developer-guide/execution-interceptors.html
 */
public final class CallRecorder implements ExecutionInterceptor {
    /** The system property that names the folder. */
    public static final String FOLDER = "pitrguard.recorded-calls";

    private static final ScopedValue<Deployment> DEPLOYMENT = ScopedValue.newInstance();
    private static final Optional<CallFile> FILE = CallFile.ofThisBuild();

    // Workers build clients, too, on threads whose stacks do not tell for whom.
    private static final InheritableThreadLocal<Origin> STARTED_BY = new InheritableThreadLocal<>();

    private final Origin origin = origin(ClientOwner.onThisStack());

    /** Whose client it is. */
    record Origin(ClientOwner owner, Deployment deployment) {}

    /** Makes one for the client that is being built; the SDK calls this. */
    public CallRecorder() {}

    /** Wires or runs a function that is deployed to correct tables, or only to tell. */
    public static <T, X extends Throwable> T deployed(boolean remediates, ScopedValue.CallableOp<T, X> function)
            throws X {
        return ScopedValue.where(DEPLOYMENT, remediates ? Deployment.REMEDIATES : Deployment.ALERTS)
                .call(function);
    }

    /** Tells whose client is being built on this thread, or else on the thread that started it. */
    static Origin origin(ClientOwner owner) {
        Origin here = new Origin(owner, DEPLOYMENT.orElse(Deployment.UNKNOWN));
        if (owner.kind() != ClientOwner.Kind.UNKNOWN) {
            STARTED_BY.set(here);
            return here;
        }
        return Optional.ofNullable(STARTED_BY.get()).orElse(here);
    }

    /** Only a signed request tells whose credentials it is made with. */
    @Override
    public void beforeTransmission(Context.BeforeTransmission call, ExecutionAttributes attributes) {
        FILE.ifPresent(file -> NamedResource.of(
                        attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME), call.request())
                .forEach(named -> file.add(recorded(named, access(call.httpRequest()), attributes))));
    }

    /** The sandbox gives keys of this kind only to who assumes a role; tests make their own calls with others. */
    static Access access(SdkHttpRequest request) {
        return request.firstMatchingHeader("Authorization")
                .filter(header -> header.contains("Credential=ASIA"))
                .map(_ -> Access.MEMBER)
                .orElse(Access.OWN);
    }

    /** Of calls that take no role's permissions only the operation is of interest. */
    private RecordedCall recorded(NamedResource named, Access access, ExecutionAttributes attributes) {
        boolean whole = origin.owner().kind() == ClientOwner.Kind.FUNCTION;
        return new RecordedCall(
                origin.owner(),
                origin.deployment(),
                access,
                whole
                        ? attributes
                                .getAttribute(AwsExecutionAttribute.AWS_REGION)
                                .id()
                        : "",
                attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME),
                named.operation(),
                whole ? named.resource() : "");
    }
}
