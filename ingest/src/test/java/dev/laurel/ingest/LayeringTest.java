package dev.laurel.ingest;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

@AnalyzeClasses(packages = "dev.laurel.ingest", importOptions = ImportOption.DoNotIncludeTests.class)
class LayeringTest {

    @ArchTest
    static final ArchRule ingestKnowsNoOtherService = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.laurel.trainer..", "dev.laurel.scorer..", "dev.laurel.reward..");

    @ArchTest
    static final ArchRule decisionsKnowNoKafkaNoQuarkusAndNoTime = noClasses()
            .that()
            .resideInAnyPackage("..ingest.pair..", "..ingest.check..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "io.quarkus..", "io.smallrye..", "jakarta..", "io.micrometer..")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(java.time.Clock.class);

    @ArchTest
    static final ArchRule checksKnowNoPairs = noClasses()
            .that()
            .resideInAPackage("..ingest.check..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..ingest.pair..");

    @ArchTest
    static final ArchRule theTopologyKnowsNoHttp = noClasses()
            .that()
            .haveSimpleNameNotContaining("Wiring")
            .and()
            .resideInAPackage("dev.laurel.ingest")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..ingest.rest..");

    @ArchTest
    static final ArchRule packagesFormNoCycles =
            slices().matching("dev.laurel.ingest.(*)..").should().beFreeOfCycles();
}
