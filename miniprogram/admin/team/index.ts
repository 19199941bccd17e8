import { pageRoot } from '../../services/page';

Component({ behaviors: [pageRoot] });
