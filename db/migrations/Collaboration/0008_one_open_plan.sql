-- One open plan a child, also when two hosts open one at the same moment: the key decides.
CREATE TABLE Collaboration.OpenPlan (
  ChildId uniqueidentifier NOT NULL,
  PlanId uniqueidentifier NOT NULL,
  CONSTRAINT PK_OpenPlan PRIMARY KEY (ChildId)
);
INSERT INTO Collaboration.OpenPlan (ChildId, PlanId) SELECT ChildId, PlanId FROM Collaboration.ChildPlan WHERE State = 'open';
