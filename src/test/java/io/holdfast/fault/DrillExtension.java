package io.holdfast.fault;

import io.holdfast.cluster.ClusterExtension;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives fault tests one drill, on the one cluster of this JVM, and looks for what they left. */
public final class DrillExtension
    implements ParameterResolver, AfterEachCallback, AfterAllCallback {
  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == FaultDrill.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return drillOf(context);
  }

  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    drillOf(context).restore();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    drillOf(context).assertNothingLeft();
  }

  private static FaultDrill drillOf(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(DrillExtension.class))
        .computeIfAbsent(FaultDrill.class, key -> drill(context), FaultDrill.class);
  }

  private static FaultDrill drill(ExtensionContext context) {
    return new FaultDrill(ClusterExtension.cluster(context));
  }
}
