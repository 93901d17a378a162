package dev.laurel.reward;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

@AnalyzeClasses(packages = "dev.laurel", importOptions = ImportOption.DoNotIncludeTests.class)
class LayeringTest {

    @ArchTest
    static final ArchRule knowsNoServicesAndNoStreams = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.kafka..",
                    "org.apache.avro..",
                    "io.confluent..",
                    "io.quarkus..",
                    "jakarta..",
                    "dev.laurel.schema..",
                    "dev.laurel.ingest..",
                    "dev.laurel.trainer..",
                    "dev.laurel.scorer..");

    @ArchTest
    static final ArchRule onlyNetworkTrainingAndEngineTouchNativeArrays = noClasses()
            .that()
            .resideOutsideOfPackages("dev.laurel.reward.engine", "dev.laurel.reward.network", "dev.laurel.reward.train")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("ai.djl.ndarray..", "ai.djl.pytorch..");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("dev.laurel.reward.(*)..").should().beFreeOfCycles();
}
